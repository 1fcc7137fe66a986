import { formatNumber, formatPercent } from '../i18n/formats.ts';
import { tellRate, tellSolved } from '../i18n/ranges.ts';
import { textOf } from '../i18n/told.ts';
import { COMPARED, type Compared } from '../lib/comparable.ts';
import { apartBy, type ComparedMall } from '../lib/side-by-side.ts';
import type { Locale } from '../schema/basics.ts';

const MOST = 4;

/** Sets the malls that the address names (`?m1=…&m2=…`, up to four) side by side, or says what is wrong with them. */
export async function startCompare(form: HTMLFormElement, target: HTMLElement): Promise<void> {
  const locale = form.dataset['locale'] as Locale;
  const status = form.querySelector('[role="status"]');
  const texts: Record<string, string> = JSON.parse(form.querySelector('script')?.textContent ?? '{}');
  const t = (key: string, values: Record<string, string> = {}) =>
    (texts[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const say = (lines: string[]) => status?.replaceChildren(...lines.map((line) => element('p', line)));

  let malls: ComparedMall[];
  try {
    const answer = await fetch(`/data/compare.${locale}.json`);
    if (!answer.ok) throw new Error(String(answer.status));
    malls = (await answer.json()) as ComparedMall[];
  } catch {
    say([t('failed')]);
    return;
  }
  const asked = [...new URLSearchParams(location.search)].filter(([name, id]) => /^m\d+$/.test(name) && id !== '');
  const { chosen, notes } = choose(
    asked.map(([, id]) => id),
    malls,
    t,
  );
  for (const [index, select] of [...form.querySelectorAll('select')].entries()) select.value = chosen[index]?.id ?? '';
  if (chosen.length < 2) {
    say([...notes, t(chosen.length === 1 ? 'one' : 'choose')]);
    return;
  }
  const isOneGroup = new Set(chosen.map(({ group }) => group)).size === 1;
  const spread = Number(form.dataset['spread']);
  const told = isOneGroup ? COMPARED.map((compared) => tellApart(compared, chosen, spread, t, locale)) : [];
  say([...notes, t(isOneGroup ? 'comparable' : 'notComparable'), ...told]);
  draw(target, chosen, locale, t, texts['range'] ?? '');
  target.hidden = false;
}

/** The malls named in the address, each once and at most four, and what is wrong with the others. */
function choose(asked: readonly string[], malls: readonly ComparedMall[], t: Texts) {
  const notes: string[] = [];
  const chosen: ComparedMall[] = [];
  for (const id of asked) {
    const mall = malls.find((each) => each.id === id);
    if (mall === undefined) notes.push(t('unknown', { id: id.slice(0, 40) }));
    else if (chosen.includes(mall)) notes.push(t('twice', { mall: mall.name }));
    else chosen.push(mall);
  }
  if (chosen.length > MOST) notes.push(t('tooMany'));
  return { chosen: chosen.slice(0, MOST), notes };
}

/** Which malls a figure tells apart, if any. */
function tellApart(
  compared: Compared,
  malls: readonly ComparedMall[],
  spread: number,
  t: Texts,
  locale: Locale,
): string {
  const name = t(compared);
  const { apart, pairs } = apartBy(compared, malls, spread);
  if (pairs === 0) return t('unclear', { name });
  if (apart.length === 0) return t('untold', { name });
  const list = apart.map(({ more, fewer }) => t('apart.pair', { more: more.name, fewer: fewer.name }));
  const told = t('apart', { name, pairs: list.join(t('separator')) });
  return apart.length === pairs ? told : `${told}${locale === 'zh' ? '' : ' '}${t('apart.rest')}`;
}

type Texts = (key: string, values?: Record<string, string>) => string;

function draw(target: HTMLElement, malls: readonly ComparedMall[], locale: Locale, t: Texts, range: string): void {
  const count = (value: number) => formatNumber(locale, value);
  const part = (value: number | null, digits = 0) => (value === null ? t('few') : formatPercent(locale, value, digits));
  const templates = { range, between: '' };
  const lines: [string, (mall: ComparedMall) => string][] = [
    [t('row.group'), ({ groupName }) => groupName],
    [t('row.area'), ({ areaName }) => areaName],
    [t('row.floorArea'), ({ floorAreaM2 }) => (floorAreaM2 === null ? '–' : count(floorAreaM2))],
    [t('received'), ({ received }) => count(received)],
    [t('perArea'), ({ ranges }) => textOf(tellRate(locale, ranges.perArea, templates) ?? [{ text: '–' }])],
    [t('accepted'), ({ accepted }) => count(accepted)],
    [t('closed'), ({ closed }) => count(closed)],
    [t('row.onTime'), ({ onTimeShare }) => part(onTimeShare, 1)],
    [t('solved'), ({ ranges }) => textOf(tellSolved(locale, ranges.solved, templates) ?? [{ text: t('few') }])],
    [t('row.unsolved'), ({ unsolvedShare }) => part(unsolvedShare)],
    [t('row.unrated'), ({ unratedShare }) => part(unratedShare)],
  ];
  const head = target.querySelector('thead tr');
  for (const { id, name } of malls) {
    const cell = element('th', '');
    cell.scope = 'col';
    cell.dataset['n'] = '';
    const link = element('a', name);
    link.href = `/${locale}/malls/${id}/`;
    cell.append(link);
    head?.append(cell);
  }
  target.querySelector('tbody')?.replaceChildren(
    ...lines.map(([name, figure]) => {
      const row = element('tr', '');
      const first = element('th', name);
      first.scope = 'row';
      const cells = malls.map((mall) => {
        const cell = element('td', '');
        // One element: on a narrow screen the parts of a cell are set apart.
        cell.append(element('span', figure(mall)));
        cell.dataset['label'] = mall.name;
        cell.dataset['n'] = '';
        cell.dataset['range'] = '';
        return cell;
      });
      row.append(first, ...cells);
      return row;
    }),
  );
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
