import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Period } from '../lib/periods.ts';
import { count } from '../schema/basics.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { caseNumbers } from './case-numbers.ts';
import { readRecords, readSource, type Source } from './records.ts';
import { Stop } from './stop.ts';

/** Several records folders read as one. */
export interface Sources {
  folders: { folder: string; source: Source }[];
  origin: Source['origin'];
  currency: string;
  methodVersion: string;
}

/** Reads the heads of records folders. Throws `Stop` where one file is there twice or they cannot be added up. */
export async function readSources(folders: readonly string[]): Promise<Sources> {
  const read = await Promise.all(folders.map(async (folder) => ({ folder, source: await readSource(folder) })));
  const [first, ...others] = read;
  if (first === undefined) throw new Stop('No records folder is named.');
  read.forEach(({ folder, source }, position) => {
    const same = read.slice(0, position).find((other) => other.source.sha256 === source.sha256);
    if (same !== undefined) throw new Stop(`${folder} and ${same.folder} come from the same file: name it once.`);
  });
  const { origin, currency, methodVersion } = first.source;
  for (const { folder, source } of others) {
    const agrees =
      source.origin.kind === origin.kind && source.currency === currency && source.methodVersion === methodVersion;
    if (!agrees) {
      throw new Stop(
        `${folder} and ${first.folder} cannot be added up: origin.kind, currency and methodVersion of their mappings have to agree.`,
      );
    }
  }
  const name = (locale: 'zh' | 'en' | 'es') =>
    [...new Set(read.map(({ source }) => source.origin.name[locale]))].join(locale === 'zh' ? '；' : '; ');
  const names = { zh: name('zh'), en: name('en'), es: name('es') };
  return { folders: read, origin: { kind: origin.kind, name: names }, currency, methodVersion };
}

/**
 * The records of all folders in batches. A case number that an earlier folder has is passed over, and told to `onTwice`:
 * one complaint that two systems hold counts once. Throws `Stop` at the end of a folder that was changed.
 */
export async function* readAllRecords(
  { folders }: Sources,
  onTwice: (id: string, folder: string) => void,
): AsyncGenerator<ComplaintRecord[]> {
  const seen = folders.length > 1 ? caseNumbers() : undefined;
  for (const [position, { folder, source }] of folders.entries()) {
    for await (const batch of readRecords(folder, source)) {
      yield seen === undefined ? batch : batch.filter((record) => isNew(record, position, folder));
    }
  }

  function isNew({ id, line }: ComplaintRecord, position: number, folder: string): boolean {
    // Rows without a case number are known by their line, which every file has.
    if (id === `line-${line}`) return true;
    if (seen?.seen(id) !== undefined) {
      onTwice(id, folder);
      return false;
    }
    if (position < folders.length - 1) seen?.remember(id, { line, firm: 0, rest: 0 });
    return true;
  }
}

/** Rows of the sources that are not among the records. */
export interface NotCounted {
  /** Rows that wait for an answer about a name. */
  undecided: number;
  /**
   * Rejected rows by half-year of receipt, those that wait included; "unknown" where that day cannot be read. `again`:
   * those of them that repeat a complaint which counts.
   */
  rejected: Map<Period | 'unknown', { rows: number; again: number }>;
}

/** Of report.json of a records folder, what is told at a release. */
const importReport = z.object({
  reasons: z.object({ 'undecided-mall': z.object({ rows: count }).optional() }),
  halfYears: z.record(z.string(), z.object({ rejected: count, again: count.default(0) })),
});

/** Adds up what the imports rejected. A folder whose report cannot be read counts as having none. */
export async function readNotCounted({ folders }: Sources): Promise<NotCounted> {
  const notCounted: NotCounted = { undecided: 0, rejected: new Map() };
  for (const { folder } of folders) {
    const report = await readReport(join(folder, 'report.json'));
    notCounted.undecided += report?.reasons['undecided-mall']?.rows ?? 0;
    for (const [period, { rejected, again }] of Object.entries(report?.halfYears ?? {})) {
      const before = notCounted.rejected.get(period) ?? { rows: 0, again: 0 };
      notCounted.rejected.set(period, { rows: before.rows + rejected, again: before.again + again });
    }
  }
  return notCounted;
}

async function readReport(file: string): Promise<z.infer<typeof importReport> | undefined> {
  try {
    return importReport.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
