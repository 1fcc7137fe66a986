import { formatCell } from '../src/i18n/cells.ts';
import { currencyName, formatDay, formatNumber, formatPercent, formatPeriod } from '../src/i18n/formats.ts';
import { LANG } from '../src/i18n/locales.ts';
import { label, strings, translator } from '../src/i18n/strings.ts';
import { type Html, html } from '../src/lib/html.ts';
import { areaRate, type Indicators, type limitsOn } from '../src/lib/indicators.ts';
import { FIGURES } from '../src/lib/revisions.ts';
import type { Cells } from '../src/lib/small-numbers.ts';
import { LOCALES, type Locale } from '../src/schema/basics.ts';
import type { Disclosure } from '../src/schema/disclosure.ts';
import type { Mall } from '../src/schema/mall.ts';
import { REPLY_LONGEST } from '../src/schema/reply.ts';
import { OBJECTS, PROBLEMS } from '../src/schema/taxonomy.ts';
import { SITE } from '../src/site.ts';

export interface Letter {
  half: Disclosure;
  mall: Mall;
  figures: Indicators;
  breakdowns: Record<'problem' | 'object', Cells>;
  limits: ReturnType<typeof limitsOn>;
  /** Day of the letter, and last day to reply. */
  today: string;
  repliesUntil: string;
  /** File names of the forms beside it. */
  forms: Record<'reply' | 'objection', string>;
}

/** The letter to a mall: its figures as they are to be published, and what it can do about them, in three languages. */
export function letterPage(letter: Letter): string {
  return page(
    letter.mall.name.zh,
    LOCALES.map((locale) => inLanguage(locale, letter)),
  );
}

/** A page by itself, outside the site. */
export function page(title: string, sections: Html[]): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title>
<style>body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.7 system-ui,sans-serif}table{border-collapse:collapse;width:100%}th,td{text-align:start;font-weight:400;padding:.3rem .5rem;border-block-end:1px solid #999}td{font-variant-numeric:tabular-nums}.figures td{text-align:end}section+section{break-before:page;border-block-start:3px solid;margin-block-start:3rem}</style>
</head><body>${sections}</body></html>
`.text;
}

function inLanguage(locale: Locale, letter: Letter): Html {
  const { half, mall, limits, today, repliesUntil, forms } = letter;
  const t = translator(locale, 'preview');
  const data = `${SITE.url}/${locale}/data/#dictionary`;
  return html`<section lang="${LANG[locale]}">
<p>${SITE.publisher[locale]}<br>${formatDay(locale, today)}</p>
<h1>${t('title', { mall: mall.name[locale], period: formatPeriod(locale, half.period) })}</h1>
${half.origin.kind === 'invented' && html`<p><strong>${t('invented')}</strong></p>`}
<p>${t('intro', { days: limits.replyWorkingDays })} <strong>${t('deadline', { day: formatDay(locale, repliesUntil) })}</strong></p>
<p>${t('send', { contact: SITE.mallContact[locale], hotline: SITE.hotline })}</p>
<h2>${t('figures')}</h2>
<table class="figures"><thead><tr><th scope="col">${t('figure')}</th><th scope="col">${t('value')}</th></tr></thead><tbody>
${rowsOf(locale, letter).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
</tbody></table>
<p>${t('fields')} <a href="${data}">${data}</a></p>
<p>${t('notice')}</p>
<h2>${t('reply.title')}</h2><p>${t('reply.text', { longest: REPLY_LONGEST, file: forms.reply })}</p>
<h2>${t('object.title')}</h2><p>${t('object.text', { days: limits.objectionAnswerWorkingDays, file: forms.objection })}</p>
<p>${t('note')}</p>
</section>`;
}

function rowsOf(locale: Locale, letter: Letter): [string, string][] {
  const { figures, breakdowns, limits } = letter;
  const t = translator(locale, 'preview');
  const cells = (list: 'problem' | 'object', slugs: readonly string[]): [string, string][] =>
    slugs
      .map((slug) => ({ slug, ...breakdowns[list](slug) }))
      .filter(({ value }) => value !== 0)
      .map(({ slug, ...cell }) => [t(list, { name: label(locale, list, slug) }), formatCell(locale, cell)]);
  const isBrokenDown = figures.received === 0 || figures.received >= limits.breakdownFloor;
  return [
    ...countRows(locale, letter),
    ...shareRows(locale, letter),
    ...(isBrokenDown
      ? [...cells('problem', PROBLEMS), ...cells('object', OBJECTS)]
      : [[t('breakdown'), t('fewReceived', { n: limits.breakdownFloor })] satisfies [string, string]]),
  ];
}

function countRows(locale: Locale, { half, figures }: Letter): [string, string][] {
  const t = translator(locale, 'preview');
  const words: Record<string, string> = strings(locale, 'malls');
  const withheld = figures.closed === 0 ? '–' : (words['cell.withheld'] ?? '');
  return FIGURES.map(([name, column]): [string, string] => {
    const value = figures[name];
    const digits = name === 'refund' ? 2 : Number.isInteger(value) ? 0 : 1;
    return [
      name === 'refund'
        ? t('refund', { currency: currencyName(locale, half.currency) })
        : (words[`field.${column}`] ?? column),
      value === null ? withheld : formatNumber(locale, value, digits),
    ];
  });
}

/** The shares with the digits and the interval of the page of the mall. */
function shareRows(locale: Locale, { mall, figures, limits }: Letter): [string, string][] {
  const t = translator(locale, 'preview');
  const share = (value: number | null, digits = 0) =>
    value === null ? t('few') : formatPercent(locale, value, digits);
  const { solvedLow: low, solvedHigh: high } = figures;
  const rate = areaRate(figures, mall.floorAreaM2, limits);
  const number = (value: number) => formatNumber(locale, value, 1);
  return [
    [t('decisionsOnTime'), share(figures.decisionsOnTimeShare, 1)],
    [t('onTime'), share(figures.onTimeShare, 1)],
    [t('solved'), share(figures.solvedShare)],
    [t('interval'), low === null || high === null ? t('few') : `${share(low)} – ${share(high)}`],
    [t('unsolved'), share(figures.unsolvedShare)],
    [t('unrated'), share(figures.unratedShare)],
    ...(rate === null
      ? []
      : [
          [t('perArea', { low: number(rate.low), high: number(rate.high) }), number(rate.rate)] satisfies [
            string,
            string,
          ],
        ]),
  ];
}
