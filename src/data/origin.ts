import type { Disclosure } from '../schema/disclosure.ts';
import { getDisclosures } from './disclosures.ts';

/** Where the newest figures come from; undefined while no half-year is published. */
export async function getOrigin(): Promise<Disclosure['origin'] | undefined> {
  return (await getDisclosures())[0]?.origin;
}
