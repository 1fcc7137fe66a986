import { DATE_SHAPES, type DateShape } from '../../schema/mapping.ts';
import { readDay } from '../dates.ts';

/** What the first look at a file keeps of a column. */
export interface Column {
  name: string;
  /** Distinct texts with their rows, the first `MOST_VALUES`; more are counted in `others`. */
  values: Map<string, number>;
  others: number;
}
export const MOST_VALUES = 300;

export const FIELDS = [
  'id',
  'mall',
  'received',
  'decision',
  'decided',
  'closed',
  'outcome',
  'rating',
  'object',
  'problem',
  'refund',
  'toCase',
] as const;
export type Field = (typeof FIELDS)[number];

/** How a header names a field, in the order in which the fields choose; the first that fits takes the column. */
const NAMES: [Field, RegExp][] = [
  ['id', /编号|单号|工单|案号|^(case|complaint|ticket)?\s*(id|no\.?|number)$|expediente|^n[.º°]/i],
  ['toCase', /诉转案|立案|to.?case|infraction|expediente sancionador/i],
  ['refund', /金额|挽回|退款|refund|restitution|amount|importe|reembolso|devuelto/i],
  ['decided', /(决定|受理|初查).*(日期|时间|日)|decided|decision date|acceptance date|fecha.*(decisi|admisi)/i],
  ['closed', /(办结|结案|完结|办理完成|反馈).*(日期|时间|日)|close|end date|resolved on|fecha.*(cierre|conclusi|fin)/i],
  ['received', /(收到|登记|接收|投诉|创建|提交).*(日期|时间|日)|^日期$|received|start date|date (filed|opened)|fecha/i],
  ['rating', /评价|满意|是否解决|satisf|rating|valoraci/i],
  ['decision', /处理决定|是否受理|受理情况|受理结果|decision|admisi[oó]n/i],
  ['outcome', /(办理|处理|调解|办结)(结果|情况|方式)|outcome|result/i],
  ['problem', /问题|投诉类型|投诉原因|投诉性质|problem|complaint type|issue|motivo|tipo de reclam/i],
  ['object', /商品|服务|客体|品类|类别|行业|goods|product|industry|categor|producto|servicio|sector/i],
  ['mall', /商场|被投诉|商户|企业|单位|经营者|主体|business|mall|shop|merchant|company|centro|empresa|comercio/i],
];

/** Which column is which field, by its header; days and amounts also have to look like such. */
export function guessColumns(columns: readonly Column[]): Map<Field, Column> {
  const found = new Map<Field, Column>();
  const taken = new Set<Column>();
  for (const [field, names] of NAMES) {
    const fits = columns.filter((column) => !taken.has(column) && names.test(column.name) && holds(field, column));
    const [best] = fits;
    if (best === undefined) continue;
    found.set(field, best);
    taken.add(best);
  }
  return new Map(FIELDS.flatMap((field) => (found.has(field) ? [[field, found.get(field) as Column]] : [])));
}

function holds(field: Field, column: Column): boolean {
  const texts = textsOf(column);
  if (texts.length === 0) return true;
  if (field === 'received' || field === 'decided' || field === 'closed') {
    return (
      texts.filter((text) => DATE_SHAPES.some((shape) => readDay(text, shape) !== undefined)).length * 2 > texts.length
    );
  }
  if (field === 'refund') return texts.filter((text) => /^[\d.,\s]+$/.test(text)).length * 2 > texts.length;
  return true;
}

export interface DatesGuess {
  /** Shapes that together read every day seen; undefined where days and months cannot be told apart. */
  shapes: DateShape[] | undefined;
  /** Texts that none of the shapes reads. */
  unread: string[];
}

/** The shapes of days in some columns. Where both DD/MM and MM/DD read all, nobody but the officer can tell. */
export function guessDates(columns: readonly Column[], serials: boolean): DatesGuess {
  const texts = columns.flatMap(textsOf).filter((text) => !(serials && /^\d{5}(\.\d+)?$/.test(text)));
  const candidates = DATE_SHAPES.filter((shape) => shape !== 'excel-1904' && (shape !== 'excel-1900' || !serials));
  const reads = (shape: DateShape) => texts.filter((text) => readDay(text, shape) !== undefined).length;
  const slashed = texts.filter(
    (text) => readDay(text, ['MM/DD/YYYY', 'DD/MM/YYYY']) !== undefined && !/^\d{4}/.test(text),
  );
  const [us, eu] = (['MM/DD/YYYY', 'DD/MM/YYYY'] as const).map(
    (shape) => slashed.filter((text) => readDay(text, shape) === undefined).length,
  );
  if (slashed.length > 0 && us === eu) return { shapes: undefined, unread: [] };
  const wrong = (us ?? 0) < (eu ?? 0) ? 'DD/MM/YYYY' : 'MM/DD/YYYY';
  const shapes = candidates
    .filter((shape) => shape !== wrong || slashed.length === 0)
    .filter((shape) => !/DD\/YYYY|MM\/YYYY/.test(shape) || slashed.length > 0)
    .filter((shape) => reads(shape) > (shape === 'YYYY-MM-DD' ? 0 : reads('YYYY-MM-DD')));
  const used: DateShape[] = shapes.length === 0 ? ['YYYY-MM-DD'] : shapes;
  return { shapes: used, unread: texts.filter((text) => readDay(text, used) === undefined).slice(0, 5) };
}

/** The sign before the cents: a comma where amounts end in it and one or two digits and none in a point so. */
export function guessDecimal(column: Column | undefined): '.' | ',' {
  const texts = column === undefined ? [] : textsOf(column);
  const ends = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length;
  return ends(/,\d{1,2}$/) > ends(/\.\d{1,2}$/) ? ',' : '.';
}

function textsOf({ values }: Column): string[] {
  return [...values.keys()].filter((text) => text !== '');
}
