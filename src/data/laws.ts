import { getCollection } from 'astro:content';
import { type Citation, LAW_KINDS, type Law } from '../schema/law.ts';
import { once } from './once.ts';

export type LawEntry = Law & { id: string };

/** Every law that pages cite, by id, newest text first within a kind. */
export const getLaws = once(async (): Promise<Map<string, LawEntry>> => {
  const laws = (await getCollection('laws')).map(({ id, data }) => ({ id, ...data }));
  const order = (law: LawEntry) => `${LAW_KINDS.indexOf(law.kind)} ${law.to === null ? 0 : 1} ${law.id}`;
  return new Map(laws.sort((a, b) => (order(a) < order(b) ? -1 : 1)).map((law) => [law.id, law]));
});

/** A citation with the law it names. */
export interface Cited extends Omit<Citation, 'law'> {
  law: LawEntry;
}

/** Citations with their laws. */
export async function withLaws(citations: Citation[]): Promise<Cited[]> {
  const laws = await getLaws();
  return citations.map(({ law, ...citation }) => {
    const entry = laws.get(law);
    if (entry === undefined) throw new Error(`No law "${law}" in content/laws.`);
    return { ...citation, law: entry };
  });
}
