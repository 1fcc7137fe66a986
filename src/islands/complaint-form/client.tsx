import { hydrateRoot } from 'react-dom/client';
import { complaint } from '../../schema/complaint.ts';
import type { FormError, FormState, FormValues } from '../../schema/form-state.ts';
import { ComplaintForm } from './ComplaintForm.tsx';
import type { Words } from './words.ts';

const root = document.getElementById('form-root');
const data = document.getElementById('form-state')?.textContent;
if (root && data) {
  const { state, words } = JSON.parse(data) as { state: FormState; words: Words };
  hydrateRoot(root, <ComplaintForm state={withAddress(state)} words={words} check={check} />);
}

function check(values: FormValues): FormError[] {
  const result = complaint.safeParse(values);
  if (result.success) return [];
  const fields = Object.keys(complaint.shape);
  const errors = new Map<string, FormError>();
  for (const { path, message } of result.error.issues) {
    const field = String(path[0]) as FormError['field'];
    if (!errors.has(field)) errors.set(field, { field, key: message });
  }
  return [...errors.values()].sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
}

/** On a static host nobody has filled in what the address says: /complain/form/?kind=report&problem=prepaid. */
function withAddress(state: FormState): FormState {
  const asked = new URLSearchParams(location.search);
  const values = { ...state.values };
  for (const field of ['kind', 'problem'] as const) values[field] ||= asked.get(field) ?? '';
  return { ...state, values };
}
