import { renderToString } from 'react-dom/server';
import { strings } from '../../i18n/strings.ts';
import type { Locale } from '../../schema/basics.ts';
import type { FormState } from '../../schema/form-state.ts';
import { CLAIMS, GOODS, PROBLEMS, SERVICES } from '../../schema/taxonomy.ts';
import { ComplaintForm } from './ComplaintForm.tsx';
import type { Words } from './words.ts';

const LISTS = ['object.', 'problem.', 'claim.'];

/** The markup between the markers of the form page: the form, and what the browser needs to take it over. */
export function formFragment(state: FormState): string {
  const words = wordsOf(state.locale);
  const data = JSON.stringify({ state, words }).replaceAll('<', '\\u003c');
  const form = renderToString(<ComplaintForm state={state} words={words} />);
  return `<div id="form-root">${form}</div><script type="application/json" id="form-state">${data}</script>`;
}

function wordsOf(locale: Locale): Words {
  const form = Object.entries(strings(locale, 'form')).filter(
    ([key]) => !/^(start\.(?!complaint$|report$)|other\.|page\.)/.test(key),
  );
  const taxonomy = Object.entries(strings(locale, 'taxonomy')).filter(([key]) =>
    LISTS.some((list) => key.startsWith(list)),
  );
  return {
    form: Object.fromEntries(form) as Words['form'],
    taxonomy: Object.fromEntries(taxonomy),
    lists: { goods: GOODS, services: SERVICES, problem: PROBLEMS, claim: CLAIMS },
  };
}
