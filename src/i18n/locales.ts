import { LOCALES, type Locale, type Localized } from '../schema/basics.ts';

export { LOCALES, type Locale };

/** Value of the `lang` attribute. */
export const LANG: Record<Locale, string> = { zh: 'zh-CN', en: 'en', es: 'es' };

/** Each language named in itself. */
export const LANGUAGE_NAME: Record<Locale, string> = { zh: '中文', en: 'English', es: 'Español' };

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** The text in one language. */
export function inLocale(text: Localized, locale: Locale): string {
  return text[locale];
}

/** Best of our languages for an `Accept-Language` header; Chinese where none fits. */
export function preferredLocale(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=');
      return { locale: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality);
  return wanted.map((w) => w.locale).find(isLocale) ?? 'zh';
}
