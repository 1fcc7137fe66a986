import { defineCollection } from 'astro:content';
import { resolve } from 'node:path';
import { glob } from 'astro/loaders';
import { alert } from './schema/alert.ts';
import { area } from './schema/area.ts';
import { campaign } from './schema/campaign.ts';
import { typicalCase } from './schema/case.ts';
import { correction } from './schema/correction.ts';
import { type DirectoryKind, directory } from './schema/directory.ts';
import { disclosure } from './schema/disclosure.ts';
import { event } from './schema/event.ts';
import { exemptions } from './schema/exemption.ts';
import { guide } from './schema/guide.ts';
import { inspection } from './schema/inspection.ts';
import { law } from './schema/law.ts';
import { mall } from './schema/mall.ts';
import { page } from './schema/page.ts';
import { plan } from './schema/plan.ts';
import { ratings } from './schema/rating.ts';
import { reply } from './schema/reply.ts';
import { report } from './schema/report.ts';
import { clocks, holidays, retention, targets, thresholds } from './schema/rules.ts';
import { searchWords } from './schema/search-words.ts';
import { standard } from './schema/standard.ts';

const records = resolve(process.env['CONTENT_DIR'] ?? 'content');
/** Words and law are the project's own, whichever records are published. */
const words = resolve('content');
/** File name = id = address part, kept as written. */
const folder = (name: string, pattern: string, base = records) =>
  glob({ base: `${base}/${name}`, pattern, generateId: ({ entry }) => entry.replace(/\.[^.]+$/, '') });

const directoryOf = (kind: DirectoryKind) =>
  defineCollection({ loader: folder('directory', `${kind}.yml`), schema: directory(kind) });

export const collections = {
  areas: defineCollection({ loader: folder('areas', '*.yml'), schema: area }),
  malls: defineCollection({ loader: folder('malls', '*.yml'), schema: mall }),
  disclosures: defineCollection({ loader: folder('disclosures', '*.json'), schema: disclosure }),
  superseded: defineCollection({ loader: folder('superseded', '*.json'), schema: disclosure }),
  clocks: defineCollection({ loader: folder('rules', 'clocks.yml'), schema: clocks }),
  searchWords: defineCollection({ loader: folder('search', '*.yml', words), schema: searchWords }),
  retention: defineCollection({ loader: folder('rules', 'retention.yml'), schema: retention }),
  targets: defineCollection({ loader: folder('rules', 'targets.yml'), schema: targets }),
  thresholds: defineCollection({ loader: folder('rules', 'thresholds.yml'), schema: thresholds }),
  holidays: defineCollection({ loader: folder('rules', 'holidays.yml'), schema: holidays }),
  ratings: defineCollection({ loader: folder('ratings', '*.json'), schema: ratings }),
  replies: defineCollection({ loader: folder('replies', '*.yml'), schema: reply }),
  corrections: defineCollection({ loader: folder('corrections', '*.yml'), schema: correction }),
  'demonstration-units': directoryOf('demonstration-units'),
  'return-shops': directoryOf('return-shops'),
  'odr-firms': directoryOf('odr-firms'),
  'contact-points': directoryOf('contact-points'),
  'mediation-centres': directoryOf('mediation-centres'),
  'prepaid-issuers': directoryOf('prepaid-issuers'),
  inspections: defineCollection({ loader: folder('inspections', '*.yml'), schema: inspection }),
  exemptions: defineCollection({ loader: folder('firms', 'exemptions.yml'), schema: exemptions }),
  cases: defineCollection({ loader: folder('cases', '*/*.md'), schema: typicalCase }),
  alerts: defineCollection({ loader: folder('alerts', '*.yml'), schema: alert }),
  campaigns: defineCollection({ loader: folder('campaigns', '*.yml'), schema: campaign }),
  events: defineCollection({ loader: folder('events', '*.yml'), schema: event }),
  reports: defineCollection({ loader: folder('reports', '*.yml'), schema: report }),
  plan: defineCollection({ loader: folder('plan', '*.yml'), schema: plan }),
  guides: defineCollection({ loader: folder('guides', '*/*.md', words), schema: guide }),
  laws: defineCollection({ loader: folder('laws', '*.yml', words), schema: law }),
  standards: defineCollection({ loader: folder('standards', '*.yml', words), schema: standard }),
  pages: defineCollection({ loader: folder('pages', '*/*.md', words), schema: page }),
};
