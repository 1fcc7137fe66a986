import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { type Counts, disclosure } from '../../src/schema/disclosure.ts';
import { OBJECTS, PROBLEMS } from '../../src/schema/taxonomy.ts';
import type { Fault } from '../content.ts';
import { type Site, type SiteRule, textOf } from '../site.ts';

type Row = Record<string, string | number | null>;

const AGAIN = 'Build the site again from this content; both files come from the rows in src/data/rows.ts.';

/** The downloads say what the records say: CSV like JSON, JSON like content/disclosures, and small cells withheld in all. */
export const publishedFilesAgree: SiteRule = {
  name: 'published-files-agree',
  scope: 'site',
  check: (site) => {
    const tables = [...site.files].filter((file) => isTable(site, file));
    const published = new Set(tables);
    const missing = ['disclosures', 'superseded']
      .flatMap((folder) => sourcesIn(site, folder).map((name) => `/data/${folder}/${name}`))
      .filter((file) => !published.has(file))
      .map((file) => fault(`${site.dir}${file}`, 'file', '(missing)', 'Publish this half-year.'));
    return [
      ...missing,
      ...tables.flatMap((file) => [
        ...sameInBoth(site, file),
        ...sameAsRecords(site, file),
        ...(file === '/data/scorecard.json' ? scorecardAsRecords(site, file) : []),
      ]),
    ];
  },
};

/** Half-years of the content, as they stand or as they stood before a revision. */
function sourcesIn(site: Site, folder: string): string[] {
  const place = join(site.content, folder);
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.json')) : [];
}

/** A JSON file with a CSV beside it, or one that should have it. The others below /data serve scripts. */
function isTable(site: Site, file: string): boolean {
  return (
    /^\/data\/(malls|(disclosures|superseded)\/[^/]+)\.json$/.test(file) ||
    (/^\/data\/.+\.json$/.test(file) && site.files.has(file.replace(/\.json$/, '.csv')))
  );
}

/** A JSON file against the CSV of the same name, cell by cell. */
function sameInBoth(site: Site, file: string): Fault[] {
  const csvFile = file.replace(/\.json$/, '.csv');
  if (!site.files.has(csvFile)) return [fault(`${site.dir}${csvFile}`, 'file', '(missing)', 'Publish both formats.')];
  const json = JSON.parse(textOf(site, file)) as { malls?: Row[]; halfYears?: Row[]; rows?: Row[] };
  const rows = json.malls ?? json.halfYears ?? json.rows ?? [];
  const lines = parseCsv(textOf(site, csvFile), { columns: true, bom: true }) as Record<string, string>[];
  if (lines.length !== rows.length) {
    return [fault(`${site.dir}${csvFile}`, 'rows', `${lines.length}`, `The JSON has ${rows.length}. ${AGAIN}`)];
  }
  return rows.flatMap((row, index) =>
    [...new Set([...Object.keys(row), ...Object.keys(lines[index] ?? {})])].flatMap((column) => {
      const [inJson, inCsv] = [String(row[column] ?? ''), lines[index]?.[column]];
      // A text that a spreadsheet would run as a formula is written after an apostrophe.
      if (inCsv === inJson || inCsv === `'${inJson}`) return [];
      return [
        fault(
          `${site.dir}${csvFile}`,
          `line ${index + 2}, ${column}`,
          inCsv ?? '(missing)',
          `The JSON says “${inJson}”. ${AGAIN}`,
        ),
      ];
    }),
  );
}

/** The JSON of a half-year against the records it was made from. */
function sameAsRecords(site: Site, file: string): Fault[] {
  const source = join(site.content, file.split('/')[2] ?? '', basename(file));
  const published = JSON.parse(textOf(site, file)) as { totals?: Row; malls?: Row[]; smallCell?: number };
  const { totals, malls = [], smallCell = 1 } = published;
  if (totals === undefined || !/disclosures\/\d{4}-h[12]\.json$|superseded\//.test(file)) return [];
  let record: ReturnType<typeof disclosure.parse>;
  try {
    record = disclosure.parse(JSON.parse(readFileSync(source, 'utf8')));
  } catch {
    return [fault(`${site.dir}${file}`, 'file', basename(file), `No readable ${source} stands behind it.`)];
  }
  const rows = new Map(malls.map((row) => [row['mall'], row]));
  return [
    ...compareCounts(`${site.dir}${file}`, 'totals', totals, record.totals, smallCell),
    ...record.malls.flatMap(({ mall, ...counts }) => {
      const row = rows.get(mall) ?? {};
      return compareCounts(`${site.dir}${file}`, mall, row, withAmounts(counts, row, malls, smallCell), smallCell);
    }),
    ...[...rows.keys()]
      .filter((mall) => !record.malls.some((known) => known.mall === mall))
      .map((mall) => fault(`${site.dir}${file}`, 'mall', String(mall), `${source} has no such mall. ${AGAIN}`)),
  ];
}

/** The counts of the scorecard against the records, measure by measure. */
function scorecardAsRecords(site: Site, file: string): Fault[] {
  const { rows } = JSON.parse(textOf(site, file)) as { rows: Row[] };
  return rows.flatMap((row) => {
    const source = join(site.content, 'disclosures', `${row['period']}.json`);
    const { totals } = disclosure.parse(JSON.parse(readFileSync(source, 'utf8')));
    const [part, whole] = fractions(totals)[String(row['measure'])] ?? [null, null];
    const target = row['target'] ?? null;
    const waits: Record<string, number> = {
      'decided-on-time': totals.undecidedLate,
      'closed-on-time': totals.unclosedLate,
    };
    const waiting = waits[String(row['measure'])] ?? null;
    const isJudged = part !== null && target !== null;
    return compare(`${site.dir}${file}`, `${row['period']}, ${row['measure']}`, row, {
      part,
      whole,
      amount: row['measure'] === 'refund' ? totals.refund : row['measure'] === 'median-days' ? totals.medianDays : null,
      missed: isJudged ? whole - part : null,
      waiting_late: waiting,
      target_met: !isJudged || row['share'] === null ? null : part / whole >= Number(target) && !waiting ? 'yes' : 'no',
    });
  });
}

/** What each measure is made of, written apart from src/lib/scorecard.ts. */
function fractions({ outcomes, ...counts }: Counts): Record<string, [part: number, whole: number]> {
  const mediated = outcomes['mediated-performed'] + outcomes['mediated-agreed'];
  const failed = outcomes.refused + outcomes['no-agreement'] + outcomes['time-limit'];
  const answered = counts.solved + counts.unsolved;
  return {
    'decided-on-time': [counts.decisionsOnTime, counts.decisionsTimed],
    'closed-on-time': [counts.onTime, counts.timed],
    ...(counts.noticesTimed > 0 && { 'notified-on-time': [counts.noticesOnTime, counts.noticesTimed] }),
    solved: [counts.solved, counts.closed],
    satisfied: [counts.solved, answered],
    answered: [answered, counts.closed],
    mediated: [mediated, mediated + failed],
    settled: [outcomes['settled-direct'], counts.closed],
    'to-case': [counts.toCase, counts.closed],
  };
}

function compare(file: string, place: string, row: Row, wanted: Row): Fault[] {
  return Object.entries(wanted)
    .filter(([column, value]) => row[column] !== value)
    .map(([column, value]) => {
      const found = String(row[column] ?? '(missing)');
      return fault(file, `${place}.${column}`, found, `The records say ${value}. ${AGAIN}`);
    });
}

/** What a row has to say, written apart from the code that writes it. */
function compareCounts(file: string, place: string, row: Row, counts: CountsShown, smallCell: number): Fault[] {
  const breakdowns = {
    ...inColumns('problem', PROBLEMS, counts.byProblem),
    ...inColumns('object', OBJECTS, counts.byObject),
  };
  const cells = Object.entries(breakdowns).map(([column, count]): [string, Row[string]] => {
    const isSmall = count > 0 && count < smallCell;
    const hidden = isSmall ? [`<${smallCell}`, 'withheld'] : ['withheld'];
    const shown = row[column];
    return [column, typeof shown === 'string' && hidden.includes(shown) ? shown : isSmall ? `<${smallCell}` : count];
  });
  return compare(file, place, row, { ...expected(counts), ...Object.fromEntries(cells) });
}

/** Counts with the refund null where it is withheld. */
type CountsShown = Omit<Counts, 'refund'> & { refund: number | null };

/** Refund and days of a mall that closed one or two must be withheld; of others only of those that closed the fewest. */
function withAmounts(counts: Counts, row: Row, rows: readonly Row[], smallCell: number): CountsShown {
  const { closed } = counts;
  const closedFewest = rows.every(
    (other) => other['refund'] === null || !(Number(other['closed']) < closed) || other['closed'] === 0,
  );
  const isWithheld = closed > 0 && (closed < smallCell || (row['refund'] === null && closedFewest));
  return isWithheld ? { ...counts, refund: null, medianDays: null } : counts;
}

function inColumns(list: string, slugs: readonly string[], counts: Partial<Record<string, number>>) {
  return Object.fromEntries(slugs.map((slug) => [`${list}_${slug.replaceAll('-', '_')}`, counts[slug] ?? 0]));
}

function expected(counts: CountsShown): Row {
  return {
    received: counts.received,
    accepted: counts.accepted,
    not_accepted: counts.notAccepted,
    referred: counts.referred,
    decisions_timed: counts.decisionsTimed,
    decisions_on_time: counts.decisionsOnTime,
    closed: counts.closed,
    timed: counts.timed,
    on_time: counts.onTime,
    solved: counts.solved,
    unsolved: counts.unsolved,
    unrated: counts.unrated,
    became_case: counts.toCase,
    median_days: counts.medianDays,
    refund: counts.refund,
  };
}

function fault(file: string, field: string, value: string, next: string): Fault {
  return { file, field, value, next };
}
