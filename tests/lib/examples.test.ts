import { describe, expect, test } from 'vitest';
import { tellExample } from '../../src/i18n/examples.ts';
import { strings } from '../../src/i18n/strings.ts';
import { EXAMPLES, type ExampleId, workedExamples } from '../../src/lib/examples.ts';
import { areaRate } from '../../src/lib/indicators.ts';
import { poisson, wilson } from '../../src/lib/intervals.ts';
import { wholePercents } from '../../src/lib/percents.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { CLOCKS, HOLIDAYS } from './rules.ts';

const limits = { rateFloor: 10, smallCell: 3, breakdownFloor: 5 };
const examples = workedExamples({ clocks: CLOCKS, holidays: HOLIDAYS, limits });
const inEnglish = (id: ExampleId) => tellExample('en', id, examples[id]);
const percent = (share = 0) => `${Math.round(share * 1000) / 10}%`;

describe('the examples show what the functions give', () => {
  test('intervals', () => {
    const [few, many, some] = [wilson(24, 40), wilson(240, 400), poisson(30)];
    expect(inEnglish('wilson')).toContain(`${percent(few?.low)} to ${percent(few?.high)}`);
    expect(inEnglish('wilson')).toContain(`${percent(many?.low)} to ${percent(many?.high)}`);
    expect(inEnglish('poisson')).toContain(`${some.low.toFixed(1)} to ${some.high.toFixed(1)}`);
    expect(inEnglish('poisson')).toContain(`${poisson(0).low.toFixed(1)} to ${poisson(0).high.toFixed(1)}`);
    const rate = areaRate({ received: 30, closed: 10 }, 100_000, limits);
    expect(inEnglish('area')).toContain(`${rate?.rate.toFixed(1)} for every`);
    expect(inEnglish('area')).toContain(`${rate?.low.toFixed(1)} to ${rate?.high.toFixed(1)}`);
  });

  test('shares, and none of few', () => {
    expect(inEnglish('share')).toBe('40 closed, 24 called solved: 60%.');
    expect(inEnglish('floor')).toBe('9 closed, 5 solved: no share. 10 closed, 5 solved: 50%.');
    expect(inEnglish('percents')).toContain(`shown as ${wholePercents([5, 3, 3]).join(' + ')}, together 100`);
    expect(inEnglish('scorecard')).toContain('197 on time: 98.5%, and 3 were late');
    expect(inEnglish('scorecard')).toContain('resolution 60%; 150 answered, that is 75%: satisfaction 80%');
    expect(inEnglish('scorecard')).toContain('210 decisions with a limit, 207 within it: 98.6%');
    expect(inEnglish('endings')).toContain('140 mediated, 110 agreed: mediation success 78.6%');
    expect(inEnglish('endings')).toContain('40 settled directly: 20%; 6 became a case: 3%');
  });

  test('days, small counts and the comparison', () => {
    expect(inEnglish('median')).toBe('3 · 12 · 20 · 31 · 90: 20 days. 3 · 12 · 20 · 31: 16 days.');
    // 60 days after 5 August 2026 is 4 October, a holiday; 8 October is the first day after it (O121 art 45).
    expect(inEnglish('clock')).toContain('mediate by 8 October 2026');
    expect(inEnglish('clock')).toContain('Closed on 8 October 2026: on time. Closed on 9 October 2026: late.');
    expect(inEnglish('small')).toContain('Price is shown as <3.');
    expect(inEnglish('small')).toContain('6 − 4 would give 2; so quality reads “withheld”.');
  });

  test('comparisons', () => {
    expect(inEnglish('usual')).toContain('ups and downs of about 11.5%');
    // By SciPy: f = 1.6276, beta.ppf(.025, 90/f, 100/f + 1) and beta.ppf(.975, 90/f + 1, 100/f), each p/(1 − p).
    expect(inEnglish('compare')).toContain('The ratio is 0.90, its interval 0.61 to 1.32: chance alone can explain it');
    expect(inEnglish('compare')).toContain('it is 1.80, 1.28 to 2.56: chance alone hardly explains it');
    expect(inEnglish('compare')).toContain('4 against 0 make fewer than 10 together');
    expect(inEnglish('group')).toContain('within the range, so the counts cannot tell them apart. With 200');
    expect(inEnglish('group')).toContain('above the range, which chance alone hardly explains');
    expect(inEnglish('solvedGroup')).toContain('within the range');
    expect(inEnglish('solvedGroup')).toContain('below the range');
    expect(inEnglish('side')).toContain('ratio 2.00, interval');
    expect(inEnglish('side')).toContain('chance alone hardly explains it. Each closed');
  });
});

describe.each(LOCALES)('in %s', (locale) => {
  test('no sentence of an example has a number typed into it', () => {
    const words: Record<string, string> = strings(locale, 'pages');
    const typed = EXAMPLES.filter((id) => /\d/.test((words[`example.${id}.worked`] ?? '0').replace(/\{\w+\}/g, '')));
    expect(typed).toEqual([]);
  });

  test('every number of an example is told', () => {
    const words: Record<string, string> = strings(locale, 'pages');
    const untold = EXAMPLES.flatMap((id) =>
      Object.keys(examples[id]).filter((name) => !words[`example.${id}.worked`]?.includes(`{${name}}`)),
    );
    expect(untold).toEqual([]);
  });
});
