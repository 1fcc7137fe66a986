import { formatNumber } from '../i18n/formats.ts';
import { pluralForm } from '../i18n/plural.ts';
import { tellRate, tellSolved } from '../i18n/ranges.ts';
import { textOf } from '../i18n/told.ts';
import { inOrder, type ListedMall, ORDERS, type Order, solvedRange } from '../lib/listing.ts';
import type { Locale } from '../schema/basics.ts';
import { normalise, wordsOf } from '../search/text.ts';

/** Rows drawn at once: enough to read, few enough for a cheap phone. */
const STEP = 100;

/** Makes the filter above the list of malls instant. The rows are copies of the page's own row template. */
export async function startExplorer(form: HTMLFormElement): Promise<void> {
  const list = document.querySelector<HTMLElement>('[data-explored]');
  const template = document.querySelector<HTMLTemplateElement>('#mall-row');
  const body = list?.querySelector('tbody');
  const status = form.querySelector('[role="status"]');
  const [clear, more] = [form.querySelector('button'), list?.querySelector<HTMLElement>('button')];
  if (!list || !template || !body || !status || !clear || !more) return;

  const locale = form.dataset['locale'] as Locale;
  const texts: Record<string, string> = JSON.parse(form.querySelector('script')?.textContent ?? '{}');
  const text = (key: string, n: string | number = '') => (texts[key] ?? '').replace('{n}', String(n));
  const rowOf = rowMaker(form, template, locale, text);
  if (!isTouched(form)) fillIn(form, Object.fromEntries(new URLSearchParams(location.search)));

  let malls: ListedMall[];
  try {
    malls = await fetchMalls(locale);
  } catch {
    status.textContent = text('explorer.failed');
    form.addEventListener('change', () => startExplorer(form), { once: true });
    return;
  }
  const names = new Map(malls.map((mall) => [mall.id, normalise([mall.name, ...mall.otherNames].join('\n'))]));
  let limit = STEP;

  const show = () => {
    const filter = filterOf(form);
    const words = wordsOf(filter.q);
    const found = inOrder(filter.sort, locale, malls).filter(
      (mall) =>
        (filter.area === '' || mall.area === filter.area) &&
        (filter.type === '' || mall.type === filter.type) &&
        words.every((word) => names.get(mall.id)?.includes(word)),
    );
    list.querySelector('.pager')?.remove();
    body.replaceChildren(...found.slice(0, limit).map(rowOf));
    more.hidden = found.length <= limit;
    clear.hidden = queryOf(filter) === '';
    status.textContent =
      found.length === 0
        ? text('explorer.count.none')
        : text(`explorer.count.${pluralForm(locale, found.length)}`, formatNumber(locale, found.length));
    history.replaceState(null, '', `/${locale}/malls/${queryOf(filter)}`);
  };
  const restart = () => {
    limit = STEP;
    show();
  };

  form.addEventListener('input', restart);
  clear.addEventListener('click', () => {
    fillIn(form, { q: '', area: '', type: '', sort: 'name' });
    restart();
    form.querySelector('input')?.focus();
  });
  more.addEventListener('click', () => {
    limit += STEP;
    show();
  });
  if (location.search !== '' || isTouched(form)) show();
}

interface Filter {
  q: string;
  area: string;
  type: string;
  sort: Order;
}

function filterOf(form: HTMLFormElement): Filter {
  const data = new FormData(form);
  const value = (name: string) => String(data.get(name) ?? '').trim();
  const sort = value('sort');
  return {
    q: value('q'),
    area: value('area'),
    type: value('type'),
    sort: ORDERS.find((order) => order === sort) ?? 'name',
  };
}

/** The query that brings this filter back; what is at rest is left out. */
function queryOf(filter: Filter): string {
  const kept = Object.entries(filter).filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'name'));
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
}

function fillIn(form: HTMLFormElement, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
    if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) {
      field.value = value;
    }
  }
}

/** True where someone typed or chose before the data were here. */
function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLInputElement) return field.value !== field.defaultValue;
    if (!(field instanceof HTMLSelectElement)) return false;
    return (
      field.selectedIndex !==
      Math.max(
        0,
        [...field.options].findIndex((option) => option.defaultSelected),
      )
    );
  });
}

async function fetchMalls(locale: Locale): Promise<ListedMall[]> {
  const response = await fetch(`/data/explorer.${locale}.json`);
  if (!response.ok) throw new Error(`The list of malls answered ${response.status}.`);
  return response.json();
}

function rowMaker(
  form: HTMLFormElement,
  template: HTMLTemplateElement,
  locale: Locale,
  text: (key: string, n?: string | number) => string,
) {
  const optionText = (name: string, value: string) =>
    form.querySelector(`select[name="${name}"] option[value="${value}"]`)?.textContent ?? '';
  const count = (value: number | null) => (value === null ? '–' : formatNumber(locale, value));
  const templates = { range: text('range'), between: '' };
  const solved = (mall: ListedMall) =>
    mall.closed === null
      ? '–'
      : textOf(
          tellSolved(locale, solvedRange(mall), templates) ?? [{ text: text('share.few', form.dataset['floor']) }],
        );
  const rate = (mall: ListedMall) => textOf(tellRate(locale, mall.rate, templates) ?? [{ text: '–' }]);

  return (mall: ListedMall): Node => {
    const row = template.content.cloneNode(true) as DocumentFragment;
    const link = row.querySelector('a');
    if (link !== null) Object.assign(link, { href: `/${locale}/malls/${mall.id}/`, textContent: mall.name });
    const cells = [
      optionText('type', mall.type),
      optionText('area', mall.area),
      mall.presence === 'published' ? count(mall.received) : text(`presence.${mall.presence}`),
      rate(mall),
      count(mall.closed),
      solved(mall),
    ];
    row.querySelectorAll('td').forEach((cell, index) => {
      (cell.querySelector('span') ?? cell).textContent = cells[index] ?? '';
    });
    return row;
  };
}
