import { translator } from '../i18n/strings.ts';
import { type Html, html } from '../lib/html.ts';
import { isWellFormed } from '../lib/receipt-code.ts';
import type { Locale } from '../schema/basics.ts';
import { CODE_LENGTH, RECEIPT_LENGTH } from './secrets.ts';

export interface TrackError {
  field: 'receipt' | 'code';
  key: 'error.receipt' | 'error.code' | 'error.pair' | 'error.many';
}

/** What can be said of number and code before anyone is asked: a wrong symbol shows by the check. */
export function trackErrors(receipt: string, code: string): TrackError[] {
  return [
    ...(isWellFormed(receipt, RECEIPT_LENGTH) ? [] : [{ field: 'receipt', key: 'error.receipt' } as const]),
    ...(isWellFormed(code, CODE_LENGTH) ? [] : [{ field: 'code', key: 'error.code' } as const]),
  ];
}

/** The form of the tracking page; empty, or with what was typed and what is wrong. */
export function trackFormHtml(locale: Locale, typed = { receipt: '', code: '' }, errors: TrackError[] = []): Html {
  const t = translator(locale, 'track');
  const field = (name: 'receipt' | 'code', labelKey: 'number' | 'code') => {
    const error = errors.find((one) => one.field === name);
    return html`<div class="field"${error && html` data-error`}>
<label for="${name}">${t(labelKey)}</label>
<p class="hint" id="${name}-hint">${t(`hint.${name}`)}</p>
${error && html`<p class="error-text" id="${name}-error">${t(error.key)}</p>`}
<input type="text" id="${name}" name="${name}" value="${typed[name]}" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="${name}-hint${error ? ` ${name}-error` : ''}"${error && html` aria-invalid="true"`}>
</div>`;
  };
  return html`
<h1>${t('track.title')}</h1>
${
  errors.length > 0 &&
  html`<div class="error-summary flow" role="alert" aria-labelledby="summary-title"><h2 id="summary-title">${t('summary')}</h2>
<ul>${errors.map(({ field: name, key }) => html`<li><a href="#${name}">${t(key)}</a></li>`)}</ul></div>`
}
<p class="lede">${t('track.lede')}</p>
<form class="flow" method="post" action="/${locale}/complain/track/">
${field('receipt', 'number')}
${field('code', 'code')}
<p><button class="button" type="submit">${t('track.button')}</button></p>
</form>
<p class="small">${t('receipt.lost')}</p>`;
}
