import { encode } from 'uqr';
import { formatDay } from '../i18n/formats.ts';
import { translator } from '../i18n/strings.ts';
import type { CaseClock } from '../lib/case-clock.ts';
import { type Html, html } from '../lib/html.ts';
import { grouped } from '../lib/receipt-code.ts';
import type { Locale } from '../schema/basics.ts';
import { SITE } from '../site.ts';
import type { Receipt } from './submit.ts';

/** What the receipt page says after a complaint was kept. */
export function receiptHtml(locale: Locale, receipt: Receipt, steps: CaseClock[], token: string): Html {
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
<figure class="flow">${qrHtml(`${SITE.url}/${locale}/complain/track/?receipt=${receipt.receipt}`, t('receipt.qr'))}<figcaption class="small">${t('receipt.qr')}</figcaption></figure>
<p class="small">${t('receipt.print')}</p>`;
}

/** The steps of the law, each with its last day or its span in words, and whether it was kept. */
export function stepsHtml(locale: Locale, clocks: CaseClock[]): Html {
  const t = translator(locale, 'track');
  return html`<ol class="steps">${clocks.map(
    (clock) => html`<li><strong>${t(clock.key)}</strong><br>
${t(`span.${clock.unit}`, { days: clock.days })}${clock.due !== null && html` <strong>${t('by', { day: formatDay(locale, clock.due) })}</strong>`}
${standing(locale, clock)}
<br><span class="small">${clock.article[locale]}</span></li>`,
  )}</ol>`;
}

function standing(locale: Locale, { done, isKept, isStopped }: CaseClock): Html | undefined {
  const t = translator(locale, 'track');
  if (isStopped) return html`<br>${t('clock.stopped')}`;
  if (done === null) return isKept === false ? html`<br>${t('clock.over')}` : undefined;
  const text = t(isKept === null ? 'clock.done' : isKept ? 'clock.kept' : 'clock.missed', {
    day: formatDay(locale, done),
  });
  return html`<br>${text}`;
}

/** On a demonstration: that nothing was sent to anyone, and where a real complaint goes. */
export function demonstration(locale: Locale): Html | undefined {
  if (!SITE.demonstration) return undefined;
  const t = translator(locale, 'track');
  return html`<p class="alert" data-level="watch">${t('demonstration', { hotline: SITE.hotline })}</p>`;
}

/** A code for a camera: quiet zone of four modules, error correction M (ISO/IEC 18004). */
function qrHtml(text: string, name: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<svg class="receipt-qr" role="img" aria-label="${name}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`;
}
