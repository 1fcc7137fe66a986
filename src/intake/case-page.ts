import { formatDay } from '../i18n/formats.ts';
import { fill, label, strings, translator } from '../i18n/strings.ts';
import { type Html, html } from '../lib/html.ts';
import { grouped } from '../lib/receipt-code.ts';
import type { Locale } from '../schema/basics.ts';
import type { CaseEvent } from '../schema/case-event.ts';
import type { FormError } from '../schema/form-state.ts';
import { RATINGS } from '../schema/taxonomy.ts';
import type { CaseView } from './case-view.ts';
import { demonstration, stepsHtml } from './receipt-page.ts';

type TrackKey = Parameters<ReturnType<typeof translator<'track'>>>[0];

/** What came of the last thing the sender did. */
export interface CaseNotice {
  key?: TrackKey;
  /** A refused file, in the words of the complaint form. */
  form?: FormError;
  isError?: boolean;
  /** What was typed and is not to be lost. */
  text?: string;
}

/** Where a case stands, its steps, the answers of the office, and what its sender may do. */
export function caseHtml(locale: Locale, view: CaseView, code: string, key: string, notice?: CaseNotice): Html {
  const t = translator(locale, 'track');
  const { found, clocks, steps, replies, may } = view;
  const { state, receipt } = found;
  const isLate = clocks.some(({ isKept }) => isKept === false);
  const isStopped = clocks.some((clock) => clock.isStopped);
  const hidden = html`<input type="hidden" name="receipt" value="${receipt}"><input type="hidden" name="code" value="${code}"><input type="hidden" name="key" value="${key}">`;
  return html`
<h1>${t('case.title', { number: grouped(receipt) })}</h1>
${noticeHtml(locale, notice)}
<dl class="figures">
<div><dt>${t('case.state')}</dt><dd data-long>${label(locale, 'status', state.status)}</dd></div>
<div><dt>${t('case.received')}</dt><dd data-long>${formatDay(locale, state.received)}</dd></div>
<div><dt>${t('case.clock')}</dt><dd data-long>${t(isStopped ? 'case.stopped' : isLate ? 'case.late' : 'case.inTime')}</dd></div>
</dl>
${state.outcome !== null && html`<p><strong>${t('case.outcome')}</strong> ${label(locale, 'outcome', state.outcome)}</p>`}
${groundHtml(locale, view)}
${state.splitInto.map((number) => html`<p>${t('case.splitInto', { number: grouped(number) })}</p>`)}
${state.splitFrom !== null && html`<p>${t('case.splitFrom', { number: grouped(state.splitFrom) })}</p>`}
${demonstration(locale)}
${
  replies.length > 0 &&
  html`<h2>${t('case.replies')}</h2>${replies.map(
    ({ day, text }) =>
      html`<blockquote><p class="small">${formatDay(locale, day)}</p><p class="kept-lines">${text}</p></blockquote>`,
  )}`
}
<h2>${t('next')}</h2>
${stepsHtml(locale, clocks)}
<h2>${t('case.history')}</h2>
<ol class="history">${steps.map(
    (step) =>
      html`<li><time datetime="${step.day}">${formatDay(locale, step.day)}</time> ${stepText(locale, step)}</li>`,
  )}</ol>
<div class="flow after" id="act">
${may.rate && rateHtml(locale, hidden, state.rating)}
${may.write && writeHtml(locale, hidden, notice)}
${may.withdraw && withdrawHtml(locale, hidden)}
</div>
<p><a href="/${locale}/complain/track/">${t('case.other')}</a></p>`;
}

function noticeHtml(locale: Locale, notice: CaseNotice | undefined): Html | undefined {
  if (notice === undefined) return undefined;
  const t = translator(locale, 'track');
  const words: Record<string, string> = strings(locale, 'form');
  const text = notice.form
    ? fill(words[notice.form.key] ?? notice.form.key, notice.form.values ?? {})
    : t(notice.key ?? 'error.action');
  return notice.isError
    ? html`<div class="error-summary flow" role="alert"><h2>${t('summary')}</h2><p><a href="#act">${text}</a></p></div>`
    : html`<p class="alert" role="status">${text}</p>`;
}

/** Why it was not accepted or ended, and what else is open to the sender (CPL art 39). */
function groundHtml(locale: Locale, { found: { state } }: CaseView): Html | undefined {
  const t = translator(locale, 'track');
  if (state.ground === null) return undefined;
  const list = state.isTerminated ? 'termination' : 'rejection';
  return html`<p><strong>${t('case.ground')}</strong> ${label(locale, list, state.ground)}</p>
<p>${t('case.otherRoutes')} <a href="/${locale}/guides/mediation/">${t('case.otherRoutes.link')}</a></p>`;
}

function stepText(locale: Locale, step: CaseEvent): string {
  const t = translator(locale, 'track');
  const base = t(`event.${step.type}`);
  if (step.type === 'referred') return `${base}${locale === 'zh' ? '：' : ': '}${step.data.to}`;
  if (step.type === 'rated')
    return `${base}${locale === 'zh' ? '：' : ': '}${label(locale, 'rating', step.data.rating)}`;
  const files = 'files' in step.data ? step.data.files.length : 0;
  return files > 0 ? `${base} ${t('event.files', { n: files })}` : base;
}

function rateHtml(locale: Locale, hidden: Html, current: string): Html {
  const t = translator(locale, 'track');
  return html`<form class="flow" method="post" action="/${locale}/complain/track/">${hidden}
<fieldset class="field"><legend>${t('rate.legend')}</legend><p class="hint">${t('rate.hint')}</p>
${RATINGS.map(
  (rating) =>
    html`<label class="choice"><input type="radio" name="rating" value="${rating}"${rating === current && html` checked`}> ${t(`rate.${rating}`)}</label>`,
)}</fieldset>
<p><button class="button" type="submit" name="action" value="rate">${t('rate.button')}</button></p></form>`;
}

function writeHtml(locale: Locale, hidden: Html, notice: CaseNotice | undefined): Html {
  const t = translator(locale, 'track');
  const wrong = notice?.isError && html` aria-invalid="true"`;
  return html`<h2>${t('write.title')}</h2>
<form class="flow" method="post" enctype="multipart/form-data" action="/${locale}/complain/track/">${hidden}
<div class="field"><label for="text">${t('write.text')}</label><p class="hint" id="text-hint">${t('write.hint')}</p>
<textarea id="text" name="text" rows="5" maxlength="4000" aria-describedby="text-hint"${wrong}>${notice?.text ?? ''}</textarea></div>
<div class="field"><label for="evidence">${t('write.files')}</label><p class="hint" id="evidence-hint">${t('write.files.hint')}</p>
<input type="file" id="evidence" name="evidence" multiple accept="image/jpeg,image/png,image/webp,application/pdf" aria-describedby="evidence-hint"></div>
<p><button class="button" type="submit" name="action" value="write">${t('write.button')}</button></p></form>`;
}

function withdrawHtml(locale: Locale, hidden: Html): Html {
  const t = translator(locale, 'track');
  return html`<details><summary>${t('withdraw.title')}</summary>
<form class="flow" method="post" action="/${locale}/complain/track/">${hidden}
<p>${t('withdraw.text')}</p>
<p class="field"><label class="choice"><input type="checkbox" name="sure" value="yes"> ${t('withdraw.sure')}</label></p>
<p><button class="button" data-quiet type="submit" name="action" value="withdraw">${t('withdraw.button')}</button></p></form></details>`;
}
