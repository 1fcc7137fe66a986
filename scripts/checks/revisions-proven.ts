import { limitsOn } from '../../src/lib/indicators.ts';
import { figureChanges, mallsIn, namedChanges, supersededName, supersededVersion } from '../../src/lib/revisions.ts';
import type { Correction } from '../../src/schema/correction.ts';
import type { Disclosure } from '../../src/schema/disclosure.ts';
import type { Thresholds } from '../../src/schema/rules.ts';
import { type Content, entries, type Fault, type Rule } from '../content.ts';

/**
 * Figures that a revision replaced are numbered from 1 without a gap, and what an entry of the log says to have changed
 * is what differs between them and those that came after.
 */
export const revisionsProven: Rule = {
  name: 'revisions-proven',
  scope: 'content',
  check: (content) => [...numbered(content), ...entriesOf(content)],
};

const BY_HAND = 'It is written by "npm run disclose -- … --revise REASON.yml"; do not change it by hand.';

function numbered(content: Content): Fault[] {
  const kept = new Set(content.files.filter(({ folder }) => folder === 'superseded').map(({ id }) => id));
  return entries(content, 'superseded').flatMap(({ path, id }) => {
    const { period, version } = supersededVersion(id) ?? {};
    if (period === undefined || version === undefined) return [];
    const before = supersededName(period, version - 1);
    const isFirst = version === 1;
    return isFirst || kept.has(before)
      ? []
      : [{ file: path, field: 'file name', value: id, next: `There is no ${before}.json before it: put it back.` }];
  });
}

function entriesOf(content: Content): Fault[] {
  const versions = versionsOf(content);
  const thresholds = entries(content, 'rules').find(({ id }) => id === 'thresholds')?.data as Thresholds | undefined;
  return entries(content, 'corrections').flatMap(({ path, data }): Fault[] => {
    const { superseded, period, changes, mallsChanged } = data;
    const fault = (field: keyof Correction, value: string, next: string) => [{ file: path, field, value, next }];
    if (superseded === undefined) {
      if (changes === undefined && mallsChanged === undefined) return [];
      return fault('superseded', '(missing)', `Name the figures that stood before. ${BY_HAND}`);
    }
    const kept = supersededVersion(superseded);
    const before = versions.get(superseded);
    if (kept === undefined || before === undefined) {
      return fault('superseded', superseded, `There is no ${content.dir}/superseded/${superseded}.json. ${BY_HAND}`);
    }
    if (kept.period !== period) return fault('period', `${period}`, `The figures are of ${kept.period}: write that.`);
    const after = versions.get(supersededName(kept.period, kept.version + 1)) ?? versions.get(kept.period);
    if (after === undefined || thresholds === undefined) return [];
    // An entry written before changes were kept in it may name the old figures alone: pages work the changes out.
    if (changes === undefined && mallsChanged === undefined) return [];
    const all = figureChanges(before, after, limitsOn(thresholds, before.frozenOn));
    const isSame = JSON.stringify(changes) === JSON.stringify(namedChanges(all)) && mallsChanged === mallsIn(all);
    const told = `${changes?.length ?? 0} of ${mallsChanged ?? 0} malls`;
    return isSame ? [] : fault('changes', told, `The figures before and after say otherwise. ${BY_HAND}`);
  });
}

/** Every version of every half-year by name, the one in force by its period. */
function versionsOf(content: Content): Map<string, Disclosure> {
  return new Map(
    [...entries(content, 'disclosures'), ...entries(content, 'superseded')].map(({ id, data }) => [id, data]),
  );
}
