import { stringify } from 'yaml';
import { type Room, translator, type Values } from '../src/i18n/strings.ts';
import { LOCALES } from '../src/schema/basics.ts';
import { REPLY_LONGEST } from '../src/schema/reply.ts';

/**
 * The forms that go with a letter, by file name. Filled in, they fit content/replies and content/corrections as they are
 * and under the name that they have.
 */
export function formsOf(mall: string, period: string): Record<string, string> {
  const words = { zh: '', en: '', es: '' };
  return {
    [formName('reply', mall, period)]: form('reply.form', { mall, period, day: 'YYYY-MM-DD', text: words }),
    [formName('objection', mall, period)]: form('object.form', {
      subject: 'disclosure',
      mall,
      period,
      raisedBy: 'mall',
      asked: 'YYYY-MM-DD',
      state: 'under-review',
      what: words,
    }),
  };
}

/** Shorter than the longest id that a content file may have. */
export function formName(kind: 'reply' | 'objection', mall: string, period: string): string {
  return `${`${kind}-${period}-${mall}`.slice(0, 80).replace(/-$/, '')}.yml`;
}

function form(key: 'reply.form' | 'object.form', fields: object): string {
  const values: Values = { longest: REPLY_LONGEST };
  const head = LOCALES.map((locale) => `# ${translator(locale, 'preview' satisfies Room)(key, values)}`);
  return `${head.join('\n')}\n${stringify(fields)}`;
}
