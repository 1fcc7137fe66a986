import { formatPeriod, sentenceCase } from '../i18n/formats.ts';
import { label, translator } from '../i18n/strings.ts';
import { supersededVersion } from '../lib/revisions.ts';
import type { Locale } from '../schema/basics.ts';

/** The name of a published table in one language, from its name below /data. */
export function tableName(locale: Locale, name: string): string {
  const [malls, reading, venues] = [
    translator(locale, 'malls'),
    translator(locale, 'reading'),
    translator(locale, 'venues'),
  ];
  const [group = '', part = ''] = name.split('/');
  if (name === 'malls') return malls('download.malls');
  if (name === 'disclosures/totals') return malls('download.totals');
  if (group === 'disclosures') return sentenceCase(malls('download.half', { period: formatPeriod(locale, part) }));
  if (group === 'scorecard') return translator(locale, 'scorecard')('title');
  if (group === 'groups') return translator(locale, 'compare')('groups');
  if (group === 'ratings') return venues('ratings.title.year', { year: part });
  if (group === 'reports') return reading('report.title', { year: part });
  if (group === 'directory') return label(locale, 'directory', part);
  if (group === 'plan') return venues('plan.title', { year: part });
  if (group === 'inspections') return venues('inspections.title');
  if (group === 'corrections') return venues('corrections.title');
  if (group === 'correction-changes') return venues('changes.table');
  if (group === 'superseded') return supersededTitle(locale, part);
  if (group === 'campaigns') return reading('campaigns.table');
  if (group === 'standards') return venues('standard.table');
  if (group === 'alerts') return reading('alerts.title');
  if (group === 'cases') return reading('cases.title');
  throw new Error(`The table "${name}" has no name: give it one in src/publish/table-names.ts.`);
}

function supersededTitle(locale: Locale, name: string): string {
  const { period = '', version = 0 } = supersededVersion(name) ?? {};
  const values = { period: formatPeriod(locale, period), n: version };
  return sentenceCase(translator(locale, 'malls')('download.superseded', values));
}
