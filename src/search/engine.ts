import type { SearchDocument } from './documents.ts';

/** What any search engine behind the search page can do. */
export interface SearchEngine {
  /** Documents that hold all words of the query, best first. An empty query finds nothing. */
  search(query: string): Promise<SearchDocument[]>;
}
