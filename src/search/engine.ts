/** Kinds of things that search finds, in the order in which a list of kinds shows them. */
export const KINDS = [
  'mall',
  'guide',
  'alert',
  'case',
  'rating',
  'entry',
  'half-year',
  'standard',
  'campaign',
  'event',
  'law',
  'plan',
  'page',
] as const;
export type Kind = (typeof KINDS)[number];

/** One result: what its page is called and what it says in a sentence or in its newest figures. */
export interface Hit {
  kind: Kind;
  href: string;
  title: string;
  /** Other names it is known by. */
  names: string[];
  note: string;
  /** What else is shown where it is why the result was found, such as the shops of a mall. */
  text: string;
}

/** What narrows a search; a value that no document has finds nothing. */
export interface Filters {
  kind?: string;
  area?: string;
  year?: string;
}

export const FACETS = ['kind', 'area', 'year'] as const satisfies (keyof Filters)[];

export interface Found {
  /** How many documents answer, filters applied. */
  total: number;
  hits: Hit[];
  /** Of each facet, how many documents each value has, with the other filters applied. */
  facets: Record<(typeof FACETS)[number], Record<string, number>>;
  /** What to mark in the results: the words of the query and what they were taken for. */
  marks: string[];
  /** Nothing holds every word; these hold most of them. */
  isPartial: boolean;
}

/** What any search engine behind the search page can do. */
export interface SearchEngine {
  /** Documents that answer a query, best first. An empty query finds nothing. */
  search(query: string, options?: { filters?: Filters; offset?: number; limit?: number }): Promise<Found>;
}

export const NOTHING: Found = {
  total: 0,
  hits: [],
  facets: { kind: {}, area: {}, year: {} },
  marks: [],
  isPartial: false,
};
