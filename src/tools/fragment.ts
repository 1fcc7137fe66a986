import { type Html, html } from '../lib/html.ts';
import type { Locale } from '../schema/basics.ts';
import type { FormTool, Say, ToolAnswer, ToolValues } from './answer.ts';

type Field =
  | { name: string; type: 'day' | 'number'; isOptional?: boolean; only?: string }
  | { name: string; type: 'choice'; options: readonly string[] }
  | { name: string; type: 'tick' };

/** The fields of each form. `only`: asked for this choice of kind, and left empty for the others. */
export const FIELDS: Record<FormTool, readonly Field[]> = {
  deadline: [
    { name: 'received', type: 'day' },
    { name: 'accepted', type: 'day', isOptional: true },
  ],
  refund: [
    { name: 'paid', type: 'number' },
    { name: 'cooling', type: 'tick' },
    { name: 'kind', type: 'choice', options: ['visits', 'value', 'time'] },
    { name: 'total', type: 'number', only: 'visits' },
    { name: 'used', type: 'number', only: 'visits' },
    { name: 'single', type: 'number', only: 'visits', isOptional: true },
    { name: 'face', type: 'number', only: 'value' },
    { name: 'spent', type: 'number', only: 'value' },
    { name: 'totalDays', type: 'number', only: 'time' },
    { name: 'usedDays', type: 'number', only: 'time' },
  ],
  damages: [
    { name: 'kind', type: 'choice', options: ['fraud', 'food'] },
    { name: 'price', type: 'number' },
    { name: 'loss', type: 'number', isOptional: true, only: 'food' },
  ],
};

/**
 * Form and answer of a tool, as the page, the server and the browser show them alike. Without an answer the form
 * is empty. The form is a GET, so that a result has an address.
 */
export function toolFragment(
  locale: Locale,
  say: Say,
  tool: FormTool,
  values: ToolValues = {},
  answer?: ToolAnswer,
): string {
  const errors = new Map((answer?.errors ?? []).map(({ field, text }) => [field, text]));
  return html`${errors.size > 0 && summaryHtml(say, answer?.errors ?? [])}
<form class="flow" method="get" action="/${locale}/tools/${tool}/">
${FIELDS[tool].map((field) => fieldHtml(say, tool, field, values[field.name] ?? '', errors.get(field.name)))}
<p><button class="button" type="submit">${say('count')}</button></p>
</form>
<div id="answer" class="flow" role="status">${answer !== undefined && errors.size === 0 && answerHtml(say, answer)}</div>`
    .text;
}

function summaryHtml(say: Say, errors: ToolAnswer['errors']): Html {
  return html`<div class="error-summary flow" role="alert" tabindex="-1" aria-labelledby="summary-title">
<h2 id="summary-title">${say('summary')}</h2>
<ul>${errors.map(({ field, text }) => html`<li><a href="#${field}">${say('summary.line', { field: say(`short.${field}`), text })}</a></li>`)}</ul></div>`;
}

function fieldHtml(say: Say, tool: FormTool, field: Field, value: string, error: string | undefined): Html {
  const { name } = field;
  const label = say(`${tool}.${name}`);
  const message = error !== undefined && html`<p class="error-text" id="${name}-error">${error}</p>`;
  const described = (hint: boolean) =>
    [hint && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean).join(' ');
  if (field.type === 'tick') {
    return html`<label class="choice"><input type="checkbox" id="${name}" name="${name}" value="true"${value === 'true' && html` checked`}> ${label}</label>`;
  }
  if (field.type === 'choice') {
    return html`<fieldset class="field" id="${name}"${error !== undefined && html` data-error`}${error !== undefined && html` aria-describedby="${name}-error"`}><legend>${label}</legend>
${message}${field.options.map(
  (option) =>
    html`<label class="choice"><input type="radio" name="${name}" value="${option}"${value === option && html` checked`}> ${say(`${tool}.${name}.${option}`)}</label>`,
)}</fieldset>`;
  }
  const hint = say(`${tool}.${name}.hint`);
  const mode = field.type === 'day' ? html` placeholder="2026-11-23" inputmode="numeric"` : html` inputmode="decimal"`;
  return html`<div class="field"${error !== undefined && html` data-error`}${field.only !== undefined && html` data-only="${field.only}"`}>
<label for="${name}">${label}${field.isOptional === true && html` ${say('optional')}`}</label>
<p class="hint" id="${name}-hint">${hint}</p>
${message}<input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off"${mode} aria-describedby="${described(true)}"${error !== undefined && html` aria-invalid="true"`}>
</div>`;
}

/** What came out, with its rule; shown below the form. */
export function answerHtml(say: Say, { rows, notes }: ToolAnswer): Html {
  return html`<h2 id="result" tabindex="-1">${say('answer')}</h2>
<dl class="figures">${rows.map(
    ({ term, text, note }) =>
      html`<div><dt>${term}</dt><dd data-long>${text}${note !== undefined && html`<small>${note}</small>`}</dd></div>`,
  )}</dl>
<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
