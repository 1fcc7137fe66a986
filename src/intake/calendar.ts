import { translator } from '../i18n/strings.ts';
import type { CaseClock } from '../lib/case-clock.ts';
import { grouped } from '../lib/receipt-code.ts';
import { addCalendarDays } from '../lib/working-days.ts';
import type { Locale } from '../schema/basics.ts';
import { SITE } from '../site.ts';
import type { Receipt } from './submit.ts';

/** The known days of what happens next as a calendar file (RFC 5545), whole days. Holds no code and no person. */
export function calendarFile(locale: Locale, { receipt, received }: Receipt, steps: CaseClock[]): string {
  const t = translator(locale, 'track');
  const compact = (day: string) => day.replaceAll('-', '');
  const events = steps.flatMap(({ key, due }) =>
    due === null
      ? []
      : [
          'BEGIN:VEVENT',
          `UID:${receipt}-${key}@${new URL(SITE.url).hostname}`,
          `DTSTAMP:${compact(received)}T000000Z`,
          `DTSTART;VALUE=DATE:${compact(due)}`,
          `DTEND;VALUE=DATE:${compact(addCalendarDays(due, 1))}`,
          `SUMMARY:${escaped(`${t(key)} (${grouped(receipt)})`)}`,
          'END:VEVENT',
        ],
  );
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Fangxin//Intake//EN', ...events, 'END:VCALENDAR', '']
    .map(folded)
    .join('\r\n');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** Lines of at most 75 bytes, continued with a space (RFC 5545 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > 74) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return [...parts, part].join('\r\n ');
}
