import { getEntry, render } from 'astro:content';
import type { Locale } from '../schema/basics.ts';

/** The prose pages, by the names of their files in each language. */
export const PAGES = ['about', 'methods', 'privacy', 'security', 'accessibility'] as const;
export type PageId = (typeof PAGES)[number];

/** A prose page: what stands at its head, and its text as a component. */
export async function getPage(locale: Locale, id: PageId) {
  const entry = await getEntry('pages', `${locale}/${id}`);
  if (entry === undefined) throw new Error(`Page missing: write content/pages/${locale}/${id}.md.`);
  const { Content } = await render(entry);
  return { ...entry.data, Content };
}
