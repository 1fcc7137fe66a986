import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { toCsv } from '../src/data/csv.ts';
import { halfYearRows } from '../src/data/rows.ts';
import type { Released } from '../src/disclosure/disclose.ts';
import { formatCell } from '../src/i18n/cells.ts';
import { currencyName, formatDay, formatNumber, formatPercent, formatPeriod } from '../src/i18n/formats.ts';
import { label, strings, translator } from '../src/i18n/strings.ts';
import { type Html, html } from '../src/lib/html.ts';
import { type Indicators, indicatorsOf, limitsOn } from '../src/lib/indicators.ts';
import { breakdownsOf, type Cells } from '../src/lib/small-numbers.ts';
import { addWorkingDays } from '../src/lib/working-days.ts';
import { LOCALES, type Locale } from '../src/schema/basics.ts';
import type { Counts, Disclosure } from '../src/schema/disclosure.ts';
import type { Mall } from '../src/schema/mall.ts';
import { REPLY_LONGEST } from '../src/schema/reply.ts';
import { OBJECTS, PROBLEMS } from '../src/schema/taxonomy.ts';

/**
 * Writes the right-of-reply package of every mall of a half-year: its letter in three languages, its figures as CSV,
 * and the form of a reply. Nothing of it lies in the content folder. Gives the last day for replies.
 */
export async function writePreview(
  folder: string,
  half: Disclosure,
  { malls, thresholds, holidays }: Released,
  today: string,
): Promise<string> {
  const limits = limitsOn(thresholds, half.frozenOn);
  const { problem, object } = breakdownsOf(half, limits);
  const rows = new Map(halfYearRows(half, malls, limits).map((row) => [row['mall'], row]));
  const { replyWorkingDays, objectionAnswerWorkingDays } = limits;
  const deadline = addWorkingDays(today, replyWorkingDays, holidays);
  for (const { mall: id, ...counts } of half.malls) {
    const mall = malls.get(id);
    if (mall === undefined) throw new Error(`The register lacks ${id}.`);
    const target = join(folder, half.period, id);
    await mkdir(target, { recursive: true });
    const letters = LOCALES.map((locale) =>
      letterOf({
        locale,
        half,
        mall,
        counts,
        breakdowns: { problem: problem.of(id), object: object.of(id) },
        limits,
        deadline,
        days: [replyWorkingDays, objectionAnswerWorkingDays],
      }),
    );
    await writeFile(join(target, 'letter.html'), page(mall.name.zh, letters));
    await writeFile(join(target, 'figures.csv'), toCsv([rows.get(id) ?? {}]));
    await writeFile(join(target, 'reply.yml'), replyForm(id, half.period));
  }
  return deadline;
}

interface Letter {
  locale: Locale;
  half: Disclosure;
  mall: Mall;
  counts: Counts;
  breakdowns: Record<'problem' | 'object', Cells>;
  limits: ReturnType<typeof limitsOn>;
  deadline: string;
  /** Working days to reply, and to answer an objection. */
  days: [reply: number, objection: number];
}

function letterOf({ locale, half, mall, counts, breakdowns, limits, deadline, days }: Letter): Html {
  const t = translator(locale, 'preview');
  const [replyDays, objectionDays] = days;
  return html`<section lang="${locale === 'zh' ? 'zh-CN' : locale}">
<h1>${t('title', { mall: mall.name[locale], period: formatPeriod(locale, half.period) })}</h1>
${half.origin.kind === 'invented' && html`<p><strong>${t('invented')}</strong></p>`}
<p>${t('intro', { days: replyDays })} <strong>${t('deadline', { day: formatDay(locale, deadline) })}</strong></p>
<h2>${t('figures')}</h2>
<table><thead><tr><th scope="col">${t('figure')}</th><th scope="col">${t('value')}</th></tr></thead><tbody>
${rowsOf(locale, half.currency, counts, breakdowns, limits).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
</tbody></table>
<p>${t('fields')} ${t('notice')}</p>
<h2>${t('reply.title')}</h2><p>${t('reply.text', { longest: REPLY_LONGEST })}</p>
<h2>${t('object.title')}</h2><p>${t('object.text', { days: objectionDays })}</p>
<p>${t('note')}</p>
</section>`;
}

const SHOWN = [
  ['received', 'received'],
  ['accepted', 'accepted'],
  ['notAccepted', 'not_accepted'],
  ['referred', 'referred'],
  ['closed', 'closed'],
  ['timed', 'timed'],
  ['onTime', 'on_time'],
  ['solved', 'solved'],
  ['unsolved', 'unsolved'],
  ['unrated', 'unrated'],
  ['mediated', 'mediated'],
  ['settled', 'settled'],
  ['withdrawn', 'withdrawn'],
  ['terminated', 'terminated'],
  ['toCase', 'became_case'],
  ['medianDays', 'median_days'],
] as const satisfies readonly (readonly [keyof Indicators, string])[];

function rowsOf(
  locale: Locale,
  currency: string,
  counts: Counts,
  breakdowns: Letter['breakdowns'],
  limits: ReturnType<typeof limitsOn>,
): [string, string][] {
  const t = translator(locale, 'preview');
  const words: Record<string, string> = strings(locale, 'malls');
  const figures = indicatorsOf(counts, limits);
  const share = (value: number | null) => (value === null ? t('few') : formatPercent(locale, value, 1));
  const cells = (list: 'problem' | 'object', slugs: readonly string[]): [string, string][] =>
    slugs
      .map((slug) => ({ slug, ...breakdowns[list](slug) }))
      .filter(({ value }) => value !== 0)
      .map(({ slug, ...cell }) => [t(list, { name: label(locale, list, slug) }), formatCell(locale, cell)]);
  return [
    ...SHOWN.map(([name, field]): [string, string] => {
      const value = figures[name];
      return [words[`field.${field}`] ?? field, value === null ? '–' : formatNumber(locale, value, 0)];
    }),
    [t('refund', { currency: currencyName(locale, currency) }), formatNumber(locale, figures.refund, 2)],
    [t('onTime'), share(figures.onTimeShare)],
    ...cells('problem', PROBLEMS),
    ...cells('object', OBJECTS),
  ];
}

function page(title: string, letters: Html[]): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>${title}</title>
<style>body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.7 system-ui,sans-serif}table{border-collapse:collapse;width:100%}th,td{text-align:start;font-weight:400;padding:.3rem .5rem;border-block-end:1px solid #999}td{text-align:end;font-variant-numeric:tabular-nums}section+section{break-before:page;border-block-start:3px solid;margin-block-start:3rem}</style>
</head><body>${letters}</body></html>
`.text;
}

function replyForm(mall: string, period: string): string {
  const head = [
    '# 填写后交回；登出时放入 content/replies/。每种语言不超过500字。',
    '# Fill in and send back; it is published from content/replies/. At most 500 signs in each language.',
    '# Rellene y devuelva; se publica desde content/replies/. Como máximo 500 signos por idioma.',
  ];
  const form = { mall, period, day: 'YYYY-MM-DD', text: { zh: '', en: '', es: '' } };
  return `${head.join('\n').replaceAll('500', String(REPLY_LONGEST))}\n${stringify(form)}`;
}
