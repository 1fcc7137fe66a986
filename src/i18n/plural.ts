import type { Locale } from '../schema/basics.ts';
import { LANG } from './locales.ts';

/** The form of a noun after a whole number: `key.one` or `key.other` in the string files. */
export type PluralForm = 'one' | 'other';

const RULES: Record<Locale, Intl.PluralRules> = {
  zh: new Intl.PluralRules(LANG.zh),
  en: new Intl.PluralRules(LANG.en),
  es: new Intl.PluralRules(LANG.es),
};

export function pluralForm(locale: Locale, count: number): PluralForm {
  return RULES[locale].select(count) === 'one' ? 'one' : 'other';
}
