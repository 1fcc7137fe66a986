import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { FoundFault } from '../../scripts/check-content.ts';
import { formsOf } from '../../scripts/preview-forms.ts';
import { figureChanges } from '../../src/lib/revisions.ts';
import { type Disclosure, disclosure } from '../../src/schema/disclosure.ts';
import { type Changes, counts, faultsAfter, halfYear } from './scratch-content.ts';

const WORDS = { zh: '有道理', en: 'A point', es: 'Con razón' };
const REPLY = { mall: 'wutong-li', period: '2026-h1', day: '2026-07-20', text: WORDS };
const OBJECTION = {
  subject: 'disclosure',
  mall: 'wutong-li',
  period: '2026-h1',
  raisedBy: 'mall',
  asked: '2026-07-20',
  state: 'under-review',
  what: WORDS,
};
const reply = (changes: object = {}) => stringify({ ...REPLY, ...changes });
const objection = (changes: object = {}) => stringify({ ...OBJECTION, ...changes });

test('a reply and an objection to a half-year that is over may stand, published or not', async () => {
  const faults = await faultsAfter({
    'replies/one.yml': reply({ period: '2025-h2' }),
    'replies/two.yml': reply(),
    'corrections/one.yml': objection(),
    'corrections/office.yml': objection({ raisedBy: 'office', mall: undefined }),
  });
  expect(faults).toEqual([]);
});

describe('what cannot be shown beside figures is refused', () => {
  const cases: [what: string, changes: Changes, expected: Partial<FoundFault>][] = [
    [
      'a second reply of a mall to one half-year',
      { 'replies/one.yml': reply(), 'replies/two.yml': reply({ day: '2026-07-21' }) },
      { rule: 'replies-fit', file: 'replies/two.yml', next: expect.stringContaining('replies/one.yml') },
    ],
    [
      'a reply to a half-year that still runs',
      { 'replies/one.yml': reply({ period: '2998-h1' }) },
      { rule: 'replies-fit', field: 'period', next: expect.stringContaining('2998-06-30') },
    ],
    [
      'an objection to a half-year that still runs',
      { 'corrections/one.yml': objection({ period: '2998-h1' }) },
      { rule: 'objections-fit', field: 'period', value: '2998-h1' },
    ],
    [
      'an objection to figures without their half-year',
      { 'corrections/one.yml': objection({ period: undefined }) },
      { rule: 'objections-fit', field: 'period', value: '(missing)' },
    ],
    [
      'an objection of a mall without the mall',
      { 'corrections/one.yml': objection({ mall: undefined }) },
      { rule: 'objections-fit', field: 'mall', value: '(missing)' },
    ],
    [
      'a reply of a mall that is not there',
      { 'replies/one.yml': reply({ mall: 'wutong' }) },
      { rule: 'references-exist', file: 'replies/one.yml', value: 'wutong' },
    ],
    [
      'a reply without its translation',
      { 'replies/one.yml': reply({ text: { ...WORDS, es: '' } }) },
      { rule: 'matches-schema', field: 'text.es', next: expect.stringContaining("translate the mall's words") },
    ],
    [
      'an objection without its translation',
      { 'corrections/one.yml': objection({ what: { ...WORDS, en: ' ' } }) },
      { rule: 'matches-schema', field: 'what.en', next: expect.stringContaining('translate what was said') },
    ],
  ];
  test.each(cases)('%s', async (_, changes, expected) => {
    expect(await faultsAfter(changes)).toContainEqual(expect.objectContaining(expected));
  });
});

test('the forms of a preview lack nothing but the day and the words', async () => {
  const forms = Object.entries(formsOf('wutong-li', '2026-h1'));
  expect(forms.map(([file]) => file)).toEqual(['reply-2026-h1-wutong-li.yml', 'objection-2026-h1-wutong-li.yml']);
  const [[replyFile, replyForm] = ['', ''], [objectionFile, objectionForm] = ['', '']] = forms;
  const blank = await faultsAfter({
    [`replies/${replyFile}`]: replyForm,
    [`corrections/${objectionFile}`]: objectionForm,
  });
  expect(blank.map(({ field }) => field).sort()).toEqual(
    ['asked', 'day', 'text.en', 'text.es', 'text.zh', 'what.en', 'what.es', 'what.zh'].sort(),
  );
  const filled = (form: string) => form.replace('YYYY-MM-DD', '2026-07-20').replace(/(zh|en|es): ""/g, '$1: Words');
  expect(
    await faultsAfter({
      [`replies/${replyFile}`]: filled(replyForm),
      [`corrections/${objectionFile}`]: filled(objectionForm),
    }),
  ).toEqual([]);
});

describe('a revision is proven by the figures that it replaced', () => {
  const [OLD, ENTRY] = ['superseded/2026-h1-1.json', 'corrections/2026-h1-revision-1.yml'];
  const before: Disclosure = disclosure.parse(JSON.parse(halfYear()));
  const more = counts({ received: 4, accepted: 3, byObject: { food: 4 }, byProblem: { quality: 3, prepaid: 1 } });
  const after = { ...before, revisedOn: '2026-09-01', totals: more, malls: [{ mall: 'wutong-li', ...more }] };
  const entry = (changes: object = {}) =>
    objection({
      ...{ raisedBy: 'office', mall: undefined, state: 'corrected', answered: '2026-09-01', answer: WORDS },
      ...{ superseded: '2026-h1-1', mallsChanged: 1, changes: figureChanges(before, after, { smallCell: 3 }) },
      ...changes,
    });
  const revised: Changes = {
    'disclosures/2026-h1.json': JSON.stringify(after),
    [OLD]: halfYear(),
    [ENTRY]: entry(),
  };

  test('as the command leaves it there is no fault', async () => {
    expect(await faultsAfter(revised)).toEqual([]);
  });

  const cases: [what: string, changes: Changes, expected: Partial<FoundFault>][] = [
    ['a figure that is told otherwise', { [ENTRY]: entry({ changes: [] }) }, { field: 'changes' }],
    ['another number of malls', { [ENTRY]: entry({ mallsChanged: 2 }) }, { field: 'changes' }],
    ['an entry whose old figures are gone', { [OLD]: null }, { field: 'superseded', value: '2026-h1-1' }],
    ['changes without the old figures', { [ENTRY]: entry({ superseded: undefined }) }, { field: 'superseded' }],
    ['figures of another half-year', { [ENTRY]: entry({ period: '2025-h2' }) }, { field: 'period', value: '2025-h2' }],
    ['a number left out', { [OLD]: null, 'superseded/2026-h1-2.json': halfYear() }, { field: 'file name' }],
  ];
  test.each(cases)('%s is refused', async (_, changes, expected) => {
    expect(await faultsAfter({ ...revised, ...changes })).toContainEqual(
      expect.objectContaining({ rule: 'revisions-proven', ...expected }),
    );
  });

  test('the old figures are checked like any others', async () => {
    const faults = await faultsAfter({
      ...revised,
      'superseded/2026-h1-2.json': halfYear({ period: '2025-h2', totals: counts({ accepted: 9 }) }),
      'superseded/first.json': halfYear(),
    });
    expect(faults).toContainEqual(expect.objectContaining({ rule: 'id-well-formed', value: '2025-h2' }));
    expect(faults).toContainEqual(expect.objectContaining({ rule: 'id-well-formed', value: 'first' }));
    expect(faults).toContainEqual(
      expect.objectContaining({ rule: 'totals-add-up', file: 'superseded/2026-h1-2.json', field: 'totals.accepted' }),
    );
  });
});
