import { hydrateRoot } from 'react-dom/client';
import type { FormState } from '../../schema/form-state.ts';
import { type Check, ComplaintForm } from './ComplaintForm.tsx';
import type { Words } from './words.ts';

const root = document.getElementById('form-root');
const data = document.getElementById('form-state')?.textContent;
if (root && data) {
  const { state, words } = JSON.parse(data) as { state: FormState; words: Words };
  hydrateRoot(root, <ComplaintForm state={withAddress(state)} words={words} loadCheck={loadCheck} />);
  // Fetched once the form can be used, and long before the first step is filled in.
  void loadCheck();
}

/** The check of the answers; one that finds nothing where it cannot be fetched, since the intake checks again. */
function loadCheck(): Promise<Check> {
  return import('./check.ts').then(
    ({ check }) => check,
    () => () => [],
  );
}

/** On a static host nobody has filled in what the address says: /complain/form/?kind=report&problem=prepaid. */
function withAddress(state: FormState): FormState {
  const asked = new URLSearchParams(location.search);
  const values = { ...state.values };
  for (const field of ['kind', 'problem'] as const) values[field] ||= asked.get(field) ?? '';
  return { ...state, values };
}
