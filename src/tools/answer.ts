import { formatDay, formatMoney } from '../i18n/formats.ts';
import type { Locale } from '../schema/basics.ts';
import type { Tool } from '../schema/guide.ts';
import type { Clocks, Holidays } from '../schema/rules.ts';
import { damagesFor } from './damages.ts';
import { type Due, deadlines } from './deadline.ts';
import { type Card, refundOf } from './refund.ts';

/** Says a string of content/ui/<locale>/tools.json with its values. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** What stands in the fields of a tool's form. */
export type ToolValues = Record<string, string>;

export interface ToolError {
  field: string;
  text: string;
}

export interface ToolAnswer {
  errors: ToolError[];
  /** What came out: a term and its text, the main one first. */
  rows: { term: string; text: string; note?: string }[];
  /** The rule it follows, and what the estimate leaves open. */
  notes: string[];
}

export interface Rules {
  clocks: Clocks;
  holidays: Holidays;
}

/** The tools with a form; the checklist of evidence has none. */
export const FORM_TOOLS = ['deadline', 'refund', 'damages'] as const satisfies readonly Tool[];
export type FormTool = (typeof FORM_TOOLS)[number];

export function answerOf(locale: Locale, say: Say, tool: FormTool, values: ToolValues, rules: Rules): ToolAnswer {
  if (tool === 'deadline') return deadlineAnswer(locale, say, values, rules);
  return tool === 'refund' ? refundAnswer(locale, say, values) : damagesAnswer(locale, say, values);
}

function deadlineAnswer(locale: Locale, say: Say, values: ToolValues, { clocks, holidays }: Rules): ToolAnswer {
  const errors: ToolError[] = [];
  const received = dayIn(values['received'], say, 'received', errors);
  const accepted = values['accepted'] ? dayIn(values['accepted'], say, 'accepted', errors) : undefined;
  if (errors.length === 0 && received !== undefined && accepted !== undefined && accepted < received) {
    errors.push({ field: 'accepted', text: say('error.accepted') });
  }
  if (errors.length > 0 || received === undefined) return failed(errors);
  const result = deadlines(clocks, holidays, received, accepted);
  if (result === undefined) return failed([{ field: 'received', text: say('error.before') }]);
  const { regime, decide, mediate, verify, verifyExtended } = result;
  if ('missingYear' in decide) {
    return failed([{ field: 'received', text: say('error.year', { year: decide.missingYear }) }]);
  }
  const shown = (due: Due) =>
    'day' in due ? formatDay(locale, due.day) : say('deadline.unknown', { year: due.missingYear });
  const row = (span: 'decide' | 'mediate' | 'verify', due: Due) => ({
    term: say(`deadline.${span}`),
    text: shown(due),
    note: `${say(`span.${regime[span].unit}`, { days: regime[span].days })} · ${regime[span].article[locale]}`,
  });
  return {
    errors: [],
    rows: [
      row('decide', decide),
      ...(mediate === undefined ? [] : [row('mediate', mediate)]),
      row('verify', verify),
      { term: say('deadline.extended'), text: shown(verifyExtended) },
    ],
    notes: [
      say('deadline.regime', { title: regime.title[locale], day: formatDay(locale, received) }),
      ...(mediate === undefined ? [say('deadline.noAccepted')] : []),
      say('deadline.count'),
      say('estimate'),
    ],
  };
}

function refundAnswer(locale: Locale, say: Say, values: ToolValues): ToolAnswer {
  const errors: ToolError[] = [];
  const paid = amountIn(values['paid'], say, 'paid', errors);
  const kind = values['kind'] ?? '';
  const yuan = (amount: number) => formatMoney(locale, amount, 'CNY');
  if (values['cooling'] === 'true' && paid !== undefined && errors.length === 0) {
    return {
      errors: [],
      rows: [{ term: say('refund.back'), text: yuan(paid) }],
      notes: [say('refund.rule.cooling'), say('estimate')],
    };
  }
  const card = cardIn(kind, values, say, errors);
  if (errors.length > 0 || paid === undefined || card === undefined) return failed(errors);
  const { atCardPrice, atSinglePrice } = refundOf(paid, card);
  return {
    errors: [],
    rows: [
      { term: say(atSinglePrice === undefined ? 'refund.back' : 'refund.atCard'), text: yuan(atCardPrice) },
      ...(atSinglePrice === undefined ? [] : [{ term: say('refund.atSingle'), text: yuan(atSinglePrice) }]),
    ],
    notes: [
      say(`refund.rule.${card.kind}`),
      ...(atSinglePrice === undefined ? [] : [say('refund.rule.two')]),
      say('refund.rule.interest'),
      say('estimate'),
    ],
  };
}

function cardIn(kind: string, values: ToolValues, say: Say, errors: ToolError[]): Card | undefined {
  const number = (field: string) => amountIn(values[field], say, field, errors);
  const notAbove = (field: string, part: number | undefined, whole: number | undefined) => {
    if (part !== undefined && whole !== undefined && part > whole) errors.push({ field, text: say(`error.${field}`) });
  };
  const above = (field: string, value: number | undefined) => {
    if (value === 0) errors.push({ field, text: say('error.zero') });
  };
  if (kind === 'visits') {
    const [total, used] = [number('total'), number('used')];
    const singlePrice = values['single'] ? number('single') : undefined;
    notAbove('used', used, total);
    above('total', total);
    return total === undefined || used === undefined ? undefined : { kind, total, used, singlePrice };
  }
  if (kind === 'value') {
    const [face, spent] = [number('face'), number('spent')];
    notAbove('spent', spent, face);
    above('face', face);
    return face === undefined || spent === undefined ? undefined : { kind, face, spent };
  }
  if (kind === 'time') {
    const [totalDays, usedDays] = [number('totalDays'), number('usedDays')];
    notAbove('usedDays', usedDays, totalDays);
    above('totalDays', totalDays);
    return totalDays === undefined || usedDays === undefined ? undefined : { kind, totalDays, usedDays };
  }
  errors.push({ field: 'kind', text: say('error.kind') });
  return undefined;
}

function damagesAnswer(locale: Locale, say: Say, values: ToolValues): ToolAnswer {
  const errors: ToolError[] = [];
  const kind = values['kind'];
  if (kind !== 'fraud' && kind !== 'food') errors.push({ field: 'kind', text: say('error.damages') });
  const price = amountIn(values['price'], say, 'price', errors);
  const loss = values['loss'] ? amountIn(values['loss'], say, 'loss', errors) : 0;
  if (errors.length > 0 || price === undefined || (kind !== 'fraud' && kind !== 'food')) return failed(errors);
  const { refund, loss: ownLoss, punitive, by, least, times } = damagesFor(kind, price, loss);
  const yuan = (amount: number) => formatMoney(locale, amount, 'CNY');
  return {
    errors: [],
    rows: [
      { term: say('damages.total'), text: yuan(refund + ownLoss + punitive) },
      { term: say('damages.refund'), text: yuan(refund) },
      ...(ownLoss === 0 ? [] : [{ term: say('damages.loss.own'), text: yuan(ownLoss) }]),
      {
        term: say('damages.punitive'),
        text: yuan(punitive),
        note: say(`damages.by.${by}`, { times, least: yuan(least) }),
      },
    ],
    notes: [say(`damages.rule.${kind}`), say(`damages.limit.${kind}`), say('estimate')],
  };
}

function failed(errors: ToolError[]): ToolAnswer {
  return { errors, rows: [], notes: [] };
}

function dayIn(text: string | undefined, say: Say, field: string, errors: ToolError[]): string | undefined {
  const day = (text ?? '').trim();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  if (!isDay) errors.push({ field, text: say('error.day') });
  return isDay ? day : undefined;
}

const MOST = 100_000_000;

/** A number as people type it: full-width digits, spaces and thousands commas are fine. */
function amountIn(text: string | undefined, say: Say, field: string, errors: ToolError[]): number | undefined {
  const digits = (text ?? '').normalize('NFKC').replace(/[\s,元¥￥]/g, '');
  const amount = /^\d+(\.\d{1,2})?$/.test(digits) ? Number(digits) : Number.NaN;
  if (Number.isNaN(amount) || amount > MOST) {
    errors.push({ field, text: say(digits === '' ? 'error.missing' : 'error.number') });
    return undefined;
  }
  return amount;
}
