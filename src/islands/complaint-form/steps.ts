import type { ComplaintField } from '../../schema/complaint.ts';
import type { WordKey } from './words.ts';

export interface Step {
  id: string;
  title: WordKey;
  fields: readonly ComplaintField[];
}

/** The steps in order; every field that a person fills in stands in exactly one, files in `evidence`. Checking the answers follows. */
export const STEPS: readonly Step[] = [
  { id: 'about', title: 'section.about', fields: ['kind', 'mall', 'place', 'shop'] },
  { id: 'what', title: 'section.what', fields: ['object', 'problem'] },
  { id: 'facts', title: 'section.facts', fields: ['narrative', 'happenedOn', 'amount'] },
  { id: 'evidence', title: 'section.evidence', fields: [] },
  { id: 'claim', title: 'section.claim', fields: ['claim'] },
  { id: 'you', title: 'section.you', fields: ['name', 'phone', 'email', 'address'] },
  { id: 'consent', title: 'section.consent', fields: ['publish', 'delegate', 'truth'] },
];

/** Index of the step that holds a field; the first for what concerns the whole form. */
export function stepOf(field: string): number {
  if (field === 'files') return STEPS.findIndex(({ id }) => id === 'evidence');
  return Math.max(
    0,
    STEPS.findIndex(({ fields }) => (fields as readonly string[]).includes(field)),
  );
}
