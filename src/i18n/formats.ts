import type { Locale } from '../schema/basics.ts';
import { LANG } from './locales.ts';

/** Whole or decimal number with the separators of the language. */
export function formatNumber(locale: Locale, value: number, digits = 0): string {
  return numberFormat(locale, `number ${digits}`, {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
    useGrouping: true,
  }).format(value);
}

/** A share from 0 to 1 as a percentage. */
export function formatPercent(locale: Locale, share: number, digits = 0): string {
  return numberFormat(locale, `percent ${digits}`, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** An amount in an ISO 4217 currency, without minor units. */
export function formatMoney(locale: Locale, amount: number, currency: string): string {
  return numberFormat(locale, currency, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
}

/** The name of an ISO 4217 currency: 人民币, Chinese Yuan, yuan renminbi. */
export function currencyName(locale: Locale, currency: string): string {
  return CURRENCY_NAMES[locale].of(currency) ?? currency;
}

/** A day (YYYY-MM-DD) in long form: 2026年6月30日, 30 June 2026, 30 de junio de 2026. */
export function formatDay(locale: Locale, day: string): string {
  return DAY_FORMATS[locale].format(new Date(`${day}T00:00:00Z`));
}

/** A half-year: 2026年上半年, first half of 2026, primer semestre de 2026. */
export function formatPeriod(locale: Locale, period: string): string {
  const year = period.slice(0, 4);
  const first = period.endsWith('h1');
  return {
    zh: `${year}年${first ? '上' : '下'}半年`,
    en: `${first ? 'first' : 'second'} half of ${year}`,
    es: `${first ? 'primer' : 'segundo'} semestre de ${year}`,
  }[locale];
}

/** A half-year where space is short: 2026上, 2026 H1, 2026 S1. */
export function formatPeriodShort(locale: Locale, period: string): string {
  const year = period.slice(0, 4);
  const half = period.slice(6);
  return { zh: `${year}${half === '1' ? '上' : '下'}`, en: `${year} H${half}`, es: `${year} S${half}` }[locale];
}

/** Upper case first letter, for phrases that open a sentence or a heading. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

// Making a formatter takes far longer than using it, and a page formats hundreds of numbers.
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${name}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(LANG[locale], options);
    numberFormats.set(key, format);
  }
  return format;
}

const currencyNames = (locale: Locale) => new Intl.DisplayNames(LANG[locale], { type: 'currency' });
const CURRENCY_NAMES: Record<Locale, Intl.DisplayNames> = {
  zh: currencyNames('zh'),
  en: currencyNames('en'),
  es: currencyNames('es'),
};

const dayFormat = (language: string) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
const DAY_FORMATS: Record<Locale, Intl.DateTimeFormat> = {
  zh: dayFormat('zh-CN'),
  en: dayFormat('en-GB'),
  es: dayFormat('es-ES'),
};
