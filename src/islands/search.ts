import { pluralForm } from '../i18n/plural.ts';
import type { Locale } from '../schema/basics.ts';
import { embeddedEngine } from '../search/embedded.ts';
import { FACETS, type Filters, type Found, type Hit, type SearchEngine } from '../search/engine.ts';
import { type Manifest, manifestPath, simplifiedOf } from '../search/layout.ts';
import { markWords } from '../search/text.ts';

const STEP = 10;
/** Milliseconds of rest before what is typed is looked for. */
const PAUSE = 120;

/** What the page tells its script: words, names of sub-districts, and another engine where one is set up. */
interface Told {
  texts: Record<string, string>;
  areas: Record<string, string>;
  meilisearch?: { host: string; key: string };
}

/** Answers the query in the form, and keeps the address in step with query and filters. */
export function startSearch(form: HTMLFormElement): { show: () => Promise<void> } {
  const results = document.querySelector<HTMLElement>('#results');
  const template = document.querySelector<HTMLTemplateElement>('#result');
  const [list, status, more, note] = [
    results?.querySelector('ol'),
    results?.querySelector('[role="status"]'),
    results?.querySelector<HTMLButtonElement>('button'),
    results?.querySelector<HTMLElement>('[data-help]'),
  ];
  if (!results || !template || !list || !status || !more || !note)
    throw new Error('The search page lacks its result list.');

  const locale = form.dataset['locale'] as Locale;
  const told = JSON.parse(form.querySelector('script')?.textContent ?? '{}') as Told;
  const say = (key: string, values: Record<string, string> = {}) =>
    (told.texts[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  let engine: Promise<SearchEngine> | undefined;
  let limit = STEP;
  let asked = 0;

  const show = async () => {
    const data = new FormData(form);
    const query = String(data.get('q') ?? '').trim();
    const filters: Filters = {};
    for (const name of FACETS) if (data.get(name)) filters[name] = String(data.get(name));
    results.hidden = query === '';
    const address = new URLSearchParams({ ...(query && { q: query }), ...filters }).toString();
    history.replaceState(null, '', `${location.pathname}${address && `?${address}`}`);
    if (query === '') return;
    asked += 1;
    const mine = asked;
    engine ??= loadEngine(locale, told, () => {
      note.textContent = say('search.fallback');
    });
    let found: Found;
    try {
      found = await (await engine).search(query, { filters, limit });
    } catch {
      engine = undefined;
      status.textContent = say('search.failed');
      return;
    }
    // A slower answer to an earlier question is no answer any more.
    if (mine !== asked) return;
    const key = found.total === 0 ? 'none' : found.isPartial ? 'partial' : pluralForm(locale, found.total);
    status.textContent = say(`search.count.${key}`, { n: String(found.total), q: query });
    note.hidden = note.textContent === '';
    list.replaceChildren(...found.hits.map((hit) => resultItem(template, hit, found.marks, told.texts)));
    more.hidden = found.total <= limit;
    fillFacets(form, found, filters, told);
  };

  let waiting: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    limit = STEP;
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  more.addEventListener('click', () => {
    limit += STEP;
    void show();
  });
  return { show };
}

/** The engine of the page: Meilisearch where it is set up and answers, else the index in files. */
async function loadEngine(locale: Locale, { meilisearch }: Told, onFallback: () => void): Promise<SearchEngine> {
  const read = (name: string) => fetchText(`/data/search/${locale}/${name}`);
  if (meilisearch === undefined) return embeddedEngine(read);
  const [{ meilisearchEngine }, manifest] = await Promise.all([import('../search/meilisearch.ts'), read(manifestPath)]);
  const { words, traditional } = JSON.parse(manifest) as Manifest;
  const remote = meilisearchEngine({ ...meilisearch, locale }, words, simplifiedOf(traditional));
  let own: Promise<SearchEngine> | undefined;
  return {
    async search(query, options) {
      try {
        if (own === undefined) return await remote.search(query, options);
      } catch {
        onFallback();
      }
      own ??= embeddedEngine(read);
      return (await own).search(query, options);
    },
  };
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response.text();
}

/** Offers of each facet the values that results have, with their counts; the one chosen stays. */
function fillFacets(form: HTMLFormElement, { facets }: Found, filters: Filters, { texts, areas }: Told): void {
  for (const name of FACETS) {
    const select = form.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
    if (select === null) continue;
    const counts = facets[name];
    const chosen = filters[name];
    const values = Object.keys(counts).sort((a, b) =>
      name === 'year' ? (a < b ? 1 : -1) : (counts[b] ?? 0) - (counts[a] ?? 0),
    );
    if (chosen !== undefined && !values.includes(chosen)) values.unshift(chosen);
    const nameOf = (value: string) =>
      name === 'kind' ? (texts[`search.kind.${value}`] ?? value) : name === 'area' ? (areas[value] ?? value) : value;
    const options = values.map(
      (value) => new Option(`${nameOf(value)} (${counts[value] ?? 0})`, value, false, value === chosen),
    );
    select.replaceChildren(select.options[0] as HTMLOptionElement, ...options);
    const field = select.closest<HTMLElement>('[data-facet]');
    if (field) field.hidden = values.length < 2 && chosen === undefined;
  }
}

function resultItem(template: HTMLTemplateElement, hit: Hit, words: string[], texts: Record<string, string>): Node {
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
