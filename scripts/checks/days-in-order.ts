import { periodDays } from '../../src/lib/periods.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import type { Clocks, Targets, Thresholds } from '../../src/schema/rules.ts';
import { type Content, entries, type Fault, type Rule } from '../content.ts';

/** Days follow each other: a mall opens before it closes, a half-year freezes on its last day, no two regimes are in force at once. */
export const daysInOrder: Rule = {
  name: 'days-in-order',
  scope: 'content',
  check: (content) => [...malls(content), ...halfYears(content), ...rules(content)],
};

function malls(content: Content): Fault[] {
  return entries(content, 'malls')
    .filter(({ data }) => data.opened !== undefined && data.closed !== undefined && data.closed < data.opened)
    .map(({ path, data }) => ({
      file: path,
      field: 'closed',
      value: data.closed ?? '',
      next: `It lies before the day of opening, ${data.opened}. Correct one of them.`,
    }));
}

function halfYears(content: Content): Fault[] {
  return [...entries(content, 'disclosures'), ...entries(content, 'superseded')].flatMap(({ path, data }) => {
    const { last } = periodDays(data.period);
    return [
      ...(data.frozenOn === last
        ? []
        : [
            {
              file: path,
              field: 'frozenOn',
              value: data.frozenOn,
              next: `The half-year freezes on its last day: ${last}.`,
            },
          ]),
      ...(data.publishedOn > data.frozenOn
        ? []
        : [
            {
              file: path,
              field: 'publishedOn',
              value: data.publishedOn,
              next: `It must lie after the freeze, ${data.frozenOn}.`,
            },
          ]),
    ];
  });
}

function rules(content: Content): Fault[] {
  return entries(content, 'rules').flatMap(({ path, id, data }) => {
    if (id === 'clocks') return regimes(path, data as Clocks);
    if (id === 'thresholds' || id === 'targets') return versions(path, data as Thresholds | Targets);
    return [];
  });
}

function regimes(file: string, { regimes }: Clocks): Fault[] {
  return regimes.flatMap(({ from, to }, index) => {
    const next = regimes[index + 1];
    const ends = next === undefined ? null : addCalendarDays(next.from, -1);
    const fault = (field: string, value: string, sentence: string) => [
      { file, field: `regimes.${index}.${field}`, value, next: sentence },
    ];
    if (to !== null && to < from) return fault('to', to, `It lies before the first day in force, ${from}.`);
    if (to !== ends) {
      return fault(
        'to',
        String(to),
        ends === null
          ? 'The newest regime has no last day: write null.'
          : `The next regime begins on ${next?.from}: write ${ends}.`,
      );
    }
    return [];
  });
}

function versions(file: string, { versions }: Thresholds | Targets): Fault[] {
  return versions
    .map(({ from }, index) => ({ from, index, before: versions[index - 1]?.from ?? '' }))
    .filter(({ from, before }) => from <= before)
    .map(({ from, index, before }) => ({
      file,
      field: `versions.${index}.from`,
      value: from,
      next: `Write the versions oldest first; the one above begins on ${before}.`,
    }));
}
