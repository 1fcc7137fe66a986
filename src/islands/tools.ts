import type { Locale } from '../schema/basics.ts';
import { answerOf, type FormTool, type Rules, type Say, type ToolValues } from '../tools/answer.ts';
import { answerHtml, toolFragment } from '../tools/fragment.ts';

interface State {
  locale: Locale;
  tool: FormTool;
  words: Record<string, string>;
}

/** Answers in the page instead of asking the server: while typing where nothing is wrong, on pressing with errors named. */
export async function start(root: HTMLElement): Promise<void> {
  const text = document.getElementById('tool-state')?.textContent;
  if (text == null) return;
  const { locale, tool, words } = JSON.parse(text) as State;
  const say: Say = (key, values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const rules = await fetch('/data/rules.json')
    .then((response) => (response.ok ? (response.json() as Promise<Rules>) : undefined))
    .catch(() => undefined);
  // Without the rules the plain form still reaches the server.
  if (rules === undefined) return;
  const read = (): ToolValues => {
    const form = root.querySelector('form');
    const data = form === null ? [] : [...new FormData(form)];
    return Object.fromEntries(data.map(([name, value]) => [name, String(value)]));
  };
  root.addEventListener('input', () => {
    const answer = answerOf(locale, say, tool, read(), rules);
    const place = root.querySelector('#answer');
    if (place !== null) place.innerHTML = answer.errors.length === 0 ? answerHtml(say, answer).text : '';
  });
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = read();
    const answer = answerOf(locale, say, tool, values, rules);
    root.innerHTML = toolFragment(locale, say, tool, values, answer);
    const focus = root.querySelector<HTMLElement>(answer.errors.length > 0 ? '.error-summary' : '#result');
    focus?.focus();
  });
}
