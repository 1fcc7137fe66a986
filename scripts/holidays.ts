import { writeFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import { stringify } from 'yaml';
import { addCalendarDays } from '../src/lib/working-days.ts';
import { YAML_STYLE } from '../src/lib/yaml-style.ts';
import type { Holidays } from '../src/schema/rules.ts';

// Days are quoted, since some YAML readers turn bare ones into times.
/** First and last year that the package covers and that the site needs. */
const YEARS = [2019, 2026] as const;

/** The holiday table as the package `chinese-days` has it, in our own form. */
export function holidayTable(): Holidays {
  const years: Holidays['years'] = {};
  for (let year = YEARS[0]; year <= YEARS[1]; year += 1) years[year] = tableOfYear(year);
  return {
    source: {
      zh: '国务院办公厅每年公布的节假日安排（经 chinese-days 1.5.7 整理）',
      en: 'Holiday arrangements announced each year by the General Office of the State Council (as collected in chinese-days 1.5.7)',
      es: 'Calendario de festivos que publica cada año la Oficina General del Consejo de Estado (recopilado en chinese-days 1.5.7)',
    },
    years,
  };
}

function tableOfYear(year: number): Holidays['years'][string] {
  const table: Holidays['years'][string] = { off: [], worked: [], statutory: [] };
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addCalendarDays(day, 1)) {
    const weekday = new Date(day).getUTCDay();
    const isWeekend = weekday === 0 || weekday === 6;
    const isWorked = chineseDays.isWorkday(day);
    if (isWeekend && isWorked) table.worked.push(day);
    if (!isWeekend && !isWorked) table.off.push(day);
    // A named holiday that is not a weekday given in exchange: the days the law itself calls holidays, and
    // the weekend days announced together with them.
    if (!isWorked && chineseDays.getDayDetail(day).name.includes(',') && !chineseDays.isInLieu(day))
      table.statutory.push(day);
  }
  return table;
}

if (import.meta.main) {
  writeFileSync(new URL('../content/rules/holidays.yml', import.meta.url), stringify(holidayTable(), YAML_STYLE));
  console.log('Wrote content/rules/holidays.yml.');
}
