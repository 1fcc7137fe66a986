import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkContent, type FoundFault } from '../../scripts/check-content.ts';
import type { Counts, Disclosure } from '../../src/schema/disclosure.ts';

/** Text of a file by its path within the content; null takes the file away; a path that ends in / is an empty folder. */
export type Changes = Record<string, string | Uint8Array | null>;

/** Faults in the smallest complete content after some changes, with paths told from the content folder on. */
export async function faultsAfter(changes: Changes = {}): Promise<FoundFault[]> {
  const dir = mkdtempSync(join(tmpdir(), 'fangxin-content-'));
  for (const [path, text] of Object.entries({ ...complete(), ...changes })) {
    if (text === null) continue;
    mkdirSync(path.endsWith('/') ? join(dir, path) : dirname(join(dir, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(dir, path), text);
  }
  const faults = await checkContent(dir, dir);
  rmSync(dir, { recursive: true });
  return faults.map((fault) => ({ ...fault, file: fault.file.replace(`${dir}/`, '') }));
}

/** Counts of a mall, or of all, that add up. */
export function counts(changes: Partial<Counts> = {}): Counts {
  return {
    received: 3,
    accepted: 2,
    notAccepted: 1,
    referred: 0,
    closed: 2,
    decisionsTimed: 2,
    noticesTimed: 0,
    noticesOnTime: 0,
    undecidedLate: 0,
    unclosedLate: 0,
    decisionsOnTime: 1,
    timed: 2,
    onTime: 1,
    outcomes: {
      'settled-direct': 1,
      'mediated-performed': 0,
      'mediated-agreed': 1,
      withdrawn: 0,
      refused: 0,
      'no-agreement': 0,
      'time-limit': 0,
    },
    solved: 1,
    unsolved: 0,
    unrated: 1,
    toCase: 0,
    refund: 120.5,
    medianDays: 9,
    byObject: { food: 3 },
    byProblem: { quality: 2, prepaid: 1 },
    ...changes,
  };
}

/** A half-year with one mall. */
export function halfYear(changes: Partial<Disclosure> = {}): string {
  return JSON.stringify({
    period: '2026-h1',
    origin: { kind: 'invented', name: { zh: '演示', en: 'Demonstration', es: 'Demostración' } },
    methodVersion: '1',
    currency: 'CNY',
    frozenOn: '2026-06-30',
    publishedOn: '2026-08-03',
    totals: counts(),
    malls: [{ mall: 'wutong-li', ...counts() }],
    ...changes,
  });
}

export function mallFile(lines = ''): string {
  return `name: { zh: 梧桐里, en: Wutong Li, es: Wutong Li }\ntype: shopping-centre\narea: xujiahui\n${lines}`;
}

/** A guide with every field that has to be there. */
export const GUIDE = `---
title: T
answer: A.
topic: procedure
laws: [{ law: consumer-law, articles: '25', says: S }]
steps: [one, two]
related: [evidence]
reviewed: '2026-11-23'
---

Text.
`;

function complete(): Changes {
  const files: Changes = {
    'areas/xujiahui.yml': 'name: { zh: 徐家汇街道, en: Xujiahui, es: Xujiahui }\n',
    'malls/wutong-li.yml': mallFile(),
    'disclosures/2026-h1.json': halfYear(),
  };
  for (const rule of ['clocks', 'holidays', 'retention', 'targets', 'thresholds'])
    files[`rules/${rule}.yml`] = own(`rules/${rule}.yml`);
  files['laws/consumer-law.yml'] = own('laws/consumer-law.yml');
  files['standards/quality-malls.yml'] = own('standards/quality-malls.yml');
  for (const locale of ['zh', 'en', 'es']) {
    files[`ui/${locale}/taxonomy.json`] = own(`ui/${locale}/taxonomy.json`);
    files[`ui/${locale}/site.json`] = '{ "greeting": "{name}!", "farewell": "…" }';
    files[`guides/${locale}/evidence.md`] = GUIDE;
    for (const page of ['about', 'methods', 'privacy', 'security', 'accessibility']) {
      files[`pages/${locale}/${page}.md`] = '---\ntitle: T\ndescription: D.\nreviewed: 2026-11-23\n---\n\nText.\n';
    }
  }
  return files;
}

function own(path: string): string {
  return readFileSync(join('content', path), 'utf8');
}
