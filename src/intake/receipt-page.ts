import { formatDay } from '../i18n/formats.ts';
import { translator } from '../i18n/strings.ts';
import { type Html, html } from '../lib/html.ts';
import { grouped } from '../lib/receipt-code.ts';
import type { Locale } from '../schema/basics.ts';
import { SITE } from '../site.ts';
import type { NextStep } from './next-steps.ts';
import type { Receipt } from './submit.ts';

/** What the receipt page says after a complaint was kept. */
export function receiptHtml(locale: Locale, receipt: Receipt, steps: NextStep[], token: string): Html {
  const t = translator(locale, 'track');
  return html`
<h1>${t(`receipt.title.${receipt.kind}`)}</h1>
<p class="lede">${t('receipt.kept', { day: formatDay(locale, receipt.received) })}</p>
<dl class="figures">
<div><dt>${t('number')}</dt><dd class="code" id="receipt-number">${grouped(receipt.receipt)}</dd></div>
<div><dt>${t('code')}</dt><dd class="code" id="receipt-code">${grouped(receipt.code)}</dd></div>
</dl>
<p><strong>${t('receipt.write')}</strong> ${t('receipt.lost')}</p>
${demonstration(locale)}
<h2>${t('next')}</h2>
${stepsHtml(locale, steps)}
<p class="cluster no-print">
<a class="button" href="/${locale}/complain/track/">${t('receipt.track')}</a>
${steps.some(({ due }) => due !== null) && html`<a class="button" data-quiet href="/${locale}/complain/receipt/calendar.ics?r=${token}">${t('receipt.calendar')}</a>`}
</p>
<p class="small">${t('receipt.print')}</p>`;
}

/** The steps of the law, each with its last day or with its span in words. */
export function stepsHtml(locale: Locale, steps: NextStep[]): Html {
  const t = translator(locale, 'track');
  return html`<ol class="steps">${steps.map(
    ({ key, days, unit, due, article }) => html`<li><strong>${t(key)}</strong><br>
${t(`span.${unit}`, { days })}${due !== null && html` <strong>${t('by', { day: formatDay(locale, due) })}</strong>`}
<br><span class="small">${article[locale]}</span></li>`,
  )}</ol>`;
}

/** On a demonstration: that nothing was sent to anyone, and where a real complaint goes. */
export function demonstration(locale: Locale): Html | undefined {
  if (!SITE.demonstration) return undefined;
  const t = translator(locale, 'track');
  return html`<p class="alert" data-level="watch">${t('demonstration', { hotline: SITE.hotline })}</p>`;
}
