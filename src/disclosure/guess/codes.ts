import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES } from '../../schema/basics.ts';
import { DECISIONS, OBJECTS, OUTCOMES, PROBLEMS, RATINGS } from '../../schema/taxonomy.ts';
import { foldName, simplified } from '../names.ts';

export const CODED = {
  decision: DECISIONS,
  outcome: OUTCOMES,
  rating: RATINGS,
  object: OBJECTS,
  problem: PROBLEMS,
  toCase: ['true', 'false'],
} as const;
export type CodedField = keyof typeof CODED;

/** A slug that a text may mean; `isSure` where the text is a name of it. */
export interface Suggestion {
  slug: string;
  isSure: boolean;
}
export type Suggest = (field: string, text: string) => Suggestion | undefined;

/** Other words that exports use, by folded text. Those that could mean two things are left out. */
const ALSO: Record<string, Record<string, string>> = {
  decision: {
    已受理: 'accepted',
    accepted: 'accepted',
    yes: 'accepted',
    admitida: 'accepted',
    不受理: 'not-accepted',
    未受理: 'not-accepted',
    rejected: 'not-accepted',
    inadmitida: 'not-accepted',
    转交: 'referred',
    移送: 'referred',
    待处理: 'pending',
  },
  outcome: {
    和解: 'settled-direct',
    撤诉: 'withdrawn',
    撤回: 'withdrawn',
    撤回投诉: 'withdrawn',
    withdrawn: 'withdrawn',
    拒绝调解: 'refused',
    调解成功: 'mediated-agreed',
    调解不成: 'no-agreement',
    调解失败: 'no-agreement',
    agreement: 'mediated-agreed',
    acuerdo: 'mediated-agreed',
    noagreement: 'no-agreement',
    sinacuerdo: 'no-agreement',
  },
  rating: {
    是: 'solved',
    否: 'unsolved',
    yes: 'solved',
    no: 'unsolved',
    解决: 'solved',
    na: 'unrated',
    '': 'unrated',
    solved: 'solved',
    unsolved: 'unsolved',
  },
  toCase: {
    是: 'true',
    否: 'false',
    yes: 'true',
    no: 'false',
    y: 'true',
    n: 'false',
    true: 'true',
    false: 'false',
    sí: 'true',
    si: 'true',
    '': 'false',
  },
};

/** What a text may mean and an officer has to say: someone can be content with the office and have nothing solved. */
const PERHAPS: Record<string, Record<string, string>> = {
  rating: { 满意: 'solved', 不满意: 'unsolved', satisfied: 'solved', dissatisfied: 'unsolved' },
};

/** Reads the names of our slugs in three languages, and makes from them a finder of suggestions. */
export async function codeSuggester(words = 'content/ui'): Promise<Suggest> {
  const names = new Map<string, string>();
  for (const locale of LOCALES) {
    const text = await readFile(join(words, locale, 'taxonomy.json'), 'utf8').catch(() => '{}');
    for (const [key, name] of Object.entries(JSON.parse(text) as Record<string, string>)) {
      const [list = '', slug = ''] = key.split('.');
      if (list in CODED) names.set(`${list}:${folded(name)}`, slug);
    }
  }
  return (field, text) => {
    if (!(field in CODED)) return undefined;
    const key = folded(text);
    const slugs: readonly string[] = CODED[field as CodedField];
    const exact = names.get(`${field}:${key}`) ?? slugs.find((slug) => folded(slug) === key) ?? ALSO[field]?.[key];
    if (exact !== undefined) return { slug: exact, isSure: true };
    const perhaps = PERHAPS[field]?.[key];
    if (perhaps !== undefined) return { slug: perhaps, isSure: false };
    if (key.length < 2) return undefined;
    const like = [...names].flatMap(([name, slug]) => {
      const bare = name.slice(field.length + 1);
      if (!name.startsWith(`${field}:`) || bare.length < 2) return [];
      return bare.includes(key) || key.includes(bare) ? [{ slug, length: Math.min(bare.length, key.length) }] : [];
    });
    like.sort((a, b) => b.length - a.length);
    return like[0] === undefined ? undefined : { slug: like[0].slug, isSure: false };
  };
}

function folded(text: string): string {
  return simplified(foldName(text));
}
