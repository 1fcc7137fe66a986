import type { Source } from './records.ts';

const SHOWN = 20;

/** The report of an import in plain text, for the officer. */
export function reportText(source: Source): string {
  const lines = [
    `Rows read      ${source.read}`,
    `  kept         ${source.kept}`,
    `  rejected     ${source.rejected}  (see rejects.csv: line, column, value, reason, repair)`,
    ...Object.entries(source.reasons).map(([reason, count]) => `    ${reason.padEnd(24)} ${count}`),
    'Kept rows by half-year of receipt',
    ...Object.entries(source.receivedBy)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([period, count]) => `  ${period}      ${count}`),
    `Malls opened   ${source.registered.length}`,
    ...listed('Spellings taken for one mall, since only case, width, spaces or punctuation differ', source.spellings),
    ...listed('Possible variants, kept apart; join them with otherNames in content/malls', source.possibleVariants),
    `SHA-256        ${source.sha256}`,
  ];
  return `${lines.join('\n')}\n`;
}

function listed(title: string, groups: string[][]): string[] {
  if (groups.length === 0) return [];
  const more = groups.length > SHOWN ? [`  … and ${groups.length - SHOWN} more in source.json`] : [];
  return [`${title}: ${groups.length}`, ...groups.slice(0, SHOWN).map((names) => `  ${names.join(' | ')}`), ...more];
}
