import { pluralForm } from '../i18n/plural.ts';
import type { Locale } from '../schema/basics.ts';
import type { SearchDocument } from '../search/documents.ts';
import { embeddedEngine } from '../search/embedded.ts';
import type { SearchEngine } from '../search/engine.ts';
import { markWords, wordsOf } from '../search/text.ts';

const STEP = 20;

/** Answers the query in the form from documents fetched once, and keeps the address in step. */
export function startSearch(form: HTMLFormElement): { show: () => Promise<void> } {
  const results = document.querySelector<HTMLElement>('#results');
  const template = document.querySelector<HTMLTemplateElement>('#result');
  const [list, status, more] = [
    results?.querySelector('ol'),
    results?.querySelector('[role="status"]'),
    results?.querySelector('button'),
  ];
  if (!results || !template || !list || !status || !more) throw new Error('The search page lacks its result list.');

  const locale = form.dataset['locale'] as Locale;
  const texts: Record<string, string> = JSON.parse(form.querySelector('script')?.textContent ?? '{}');
  let engine: Promise<SearchEngine> | undefined;
  let limit = STEP;

  const show = async () => {
    const query = String(new FormData(form).get('q') ?? '').trim();
    results.hidden = query === '';
    history.replaceState(
      null,
      '',
      `${location.pathname}${query === '' ? '' : `?${new URLSearchParams({ q: query })}`}`,
    );
    if (query === '') return;
    engine ??= loadEngine(locale);
    let found: SearchDocument[];
    try {
      found = await (await engine).search(query);
    } catch {
      engine = undefined;
      status.textContent = texts['search.failed'] ?? '';
      return;
    }
    const key = found.length === 0 ? 'none' : pluralForm(locale, found.length);
    status.textContent = (texts[`search.count.${key}`] ?? '')
      .replace('{n}', String(found.length))
      .replace('{q}', () => query);
    const words = wordsOf(query);
    list.replaceChildren(...found.slice(0, limit).map((hit) => resultItem(template, hit, words, texts)));
    more.hidden = found.length <= limit;
  };

  form.addEventListener('input', () => {
    limit = STEP;
    show();
  });
  more.addEventListener('click', () => {
    limit += STEP;
    show();
  });
  return { show };
}

async function loadEngine(locale: Locale): Promise<SearchEngine> {
  const response = await fetch(`/data/search.${locale}.json`);
  if (!response.ok) throw new Error(`The search documents answered ${response.status}.`);
  return embeddedEngine(await response.json());
}

function resultItem(
  template: HTMLTemplateElement,
  hit: SearchDocument,
  words: string[],
  texts: Record<string, string>,
): Node {
  const item = template.content.cloneNode(true) as DocumentFragment;
  const put = (selector: string, ...nodes: (Node | string)[]) => item.querySelector(selector)?.append(...nodes);
  item.querySelector('a')?.setAttribute('href', hit.href);
  put('a', ...marked(hit.title, words));
  put('[data-kind]', texts[`search.kind.${hit.kind}`] ?? '');
  put('[data-note]', ...marked(hit.note, words));
  // Names and shops are shown only where they are why the result was found.
  const reasons = [...hit.names, ...hit.text.split(' · ')].filter((name) =>
    markWords(name, words).some(({ isHit }) => isHit),
  );
  put('[data-reason]', ...marked(reasons.slice(0, 6).join(' · '), words));
  return item;
}

function marked(text: string, words: string[]): (Node | string)[] {
  return markWords(text, words).map(({ text: stretch, isHit }) => {
    if (!isHit) return stretch;
    const mark = document.createElement('mark');
    mark.textContent = stretch;
    return mark;
  });
}
