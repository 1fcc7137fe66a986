import { stringify } from 'yaml';
import type { Outbreak } from '../src/disclosure/warning/group.ts';
import type { Series } from '../src/disclosure/warning/series.ts';
import { formatDay, formatNumber } from '../src/i18n/formats.ts';
import { label, translator } from '../src/i18n/strings.ts';
import { addCalendarDays } from '../src/lib/working-days.ts';
import { LOCALES, type Locale } from '../src/schema/basics.ts';
import type { Mall } from '../src/schema/mall.ts';
import { TO_WRITE } from './checks/nothing-left-to-write.ts';

/** The names that a draft needs: of malls and of sub-districts. */
export interface Names {
  malls: ReadonlyMap<string, Mall>;
  areas: ReadonlyMap<string, Record<Locale, string>>;
}

/** Complaints about goods, a problem or a trade in more sub-districts than these concern the whole district. */
const FEW_AREAS = 3;

/** What a series is called. */
export function seriesName(locale: Locale, { kind, slug }: Series, { malls, areas }: Names): string {
  const mall = malls.get(slug)?.name[locale] ?? slug;
  if (kind === 'prepaid') return translator(locale, 'preview')('warn.prepaid', { name: mall });
  if (kind === 'mall') return mall;
  if (kind === 'area') return areas.get(slug)?.[locale] ?? slug;
  return withoutCapital(label(locale, kind === 'type' ? 'venue' : kind, slug));
}

/**
 * A draft of an alert as YAML: the shape of content/alerts, with what is known and with marks where an officer has to
 * write. The content check refuses it as long as a mark is left, and it has no guide yet.
 */
export function draftAlert(outbreak: Outbreak, on: string, names: Names): string {
  const { lead, evidence } = outbreak;
  const { series, weeks, seen, upperBound } = lead;
  const inEach = (key: 'title' | 'source' | 'what' | 'advice' | 'step') =>
    Object.fromEntries(
      LOCALES.map((locale) => {
        const name = seriesName(locale, series, names);
        const expected = formatNumber(locale, lead.expected, lead.expected < 10 ? 1 : 0);
        const values = { name, days: 7 * weeks, seen, expected, bound: upperBound };
        const text = translator(locale, 'preview')(`warn.${key}`, { ...values, day: formatDay(locale, on) });
        return [locale, key === 'source' ? text : `${TO_WRITE[locale]}${text}`];
      }),
    );
  const malls = new Set(evidence.map(({ mall }) => mall));
  const areas = new Set([...malls].flatMap((mall) => names.malls.get(mall)?.area ?? []));
  const [only] = malls;
  const object = commonest(evidence.map((complaint) => complaint.object));
  const problem = commonest(evidence.map((complaint) => complaint.problem));
  const draft = {
    title: inEach('title'),
    level: 'watch',
    object: object?.slug,
    problem: problem?.slug,
    areas: isLocal(series) || areas.size <= FEW_AREAS ? [...areas].sort() : [],
    ...(malls.size === 1 ? { mall: only } : {}),
    issued: on,
    expires: addCalendarDays(on, 90),
    source: inEach('source'),
    what: inEach('what'),
    advice: [inEach('advice')],
    guide: `${TO_WRITE.en}name of a file in content/guides/zh, without .md`,
    steps: [{ day: on, state: 'open', text: inEach('step') }],
  };
  const head = [
    'Draft by early warning, not published. Evidence: ../report.json. Delete it, or finish it and move it to content/alerts.',
    `Of ${evidence.length} complaints ${object?.times} have this object and ${problem?.times} this problem, the commonest of each: correct them if the trouble is another.`,
  ];
  return `${head.map((line) => `# ${line}\n`).join('')}${stringify(draft, { lineWidth: 0, singleQuote: true })}`;
}

/** A name of the taxonomy as it stands within a sentence; an acronym stays as it is. */
function withoutCapital(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function isLocal({ kind }: Series): boolean {
  return kind === 'prepaid' || kind === 'mall' || kind === 'area';
}

function commonest(slugs: readonly string[]): { slug: string; times: number } | undefined {
  const counts = new Map<string, number>();
  for (const slug of slugs) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first && { slug: first[0], times: first[1] };
}
