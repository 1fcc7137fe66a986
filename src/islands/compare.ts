import { formatNumber, formatPercent } from '../i18n/formats.ts';
import { tellRanges } from '../i18n/ranges.ts';
import { anyApart, type ComparedMall } from '../lib/comparable.ts';
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
  const apart = (['perArea', 'solved'] as const).map((figure) => {
    const verdict = anyApart(chosen.map(({ ranges }) => ranges[figure]));
    return t(verdict === undefined ? 'unclear' : verdict ? 'apart' : 'overlap', { name: t(figure) });
  });
  say([...notes, t(isOneGroup ? 'comparable' : 'notComparable'), ...(isOneGroup ? apart : [])]);
  draw(target, chosen, locale, t);
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

type Texts = (key: string, values?: Record<string, string>) => string;

function draw(target: HTMLElement, malls: readonly ComparedMall[], locale: Locale, t: Texts): void {
  const count = (value: number) => formatNumber(locale, value);
  const part = (value: number | null) => (value === null ? t('few') : formatPercent(locale, value));
  const told = ({ ranges }: ComparedMall) => tellRanges(locale, ranges, (range) => t('range', range));
  const lines: [string, (mall: ComparedMall) => string][] = [
    [t('received'), ({ received }) => count(received)],
    [t('accepted'), ({ accepted }) => count(accepted)],
    [t('closed'), ({ closed }) => count(closed)],
    [t('onTime'), ({ onTimeShare }) => part(onTimeShare)],
    [t('solved'), (mall) => told(mall).solved ?? t('few')],
    [t('unsolved'), ({ unsolvedShare }) => part(unsolvedShare)],
    [t('unrated'), ({ unratedShare }) => part(unratedShare)],
    [t('perArea'), (mall) => told(mall).perArea ?? '–'],
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
        const cell = element('td', figure(mall));
        cell.dataset['label'] = mall.name;
        cell.dataset['n'] = '';
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
