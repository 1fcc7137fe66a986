import { LOCALES } from '../../src/schema/basics.ts';
import * as taxonomy from '../../src/schema/taxonomy.ts';
import { entries, type Rule } from '../content.ts';

/** Every slug of the taxonomies has a name in every language, and no name stands without its slug. */
export const slugsNamed: Rule = {
  name: 'slugs-named',
  scope: 'content',
  check: (content) =>
    LOCALES.flatMap((locale) =>
      entries(content, `ui/${locale}`)
        .filter(({ id }) => id === 'taxonomy')
        .flatMap(({ path, data }) => [
          ...KEYS.filter((key) => !Object.hasOwn(data, key)).map((key) => ({
            file: path,
            field: key,
            value: '(missing)',
            next: 'Write the name that people read for this slug of src/schema/taxonomy.ts.',
          })),
          ...Object.keys(data)
            .filter((key) => !KEYS.includes(key))
            .map((key) => ({
              file: path,
              field: key,
              value: data[key] ?? '',
              next: 'No slug of src/schema/taxonomy.ts has this name: remove it.',
            })),
        ]),
    ),
};

const KEYS = Object.entries({
  object: taxonomy.OBJECTS,
  problem: taxonomy.PROBLEMS,
  outcome: taxonomy.OUTCOMES,
  decision: taxonomy.DECISIONS,
  rating: taxonomy.RATINGS,
  venue: taxonomy.VENUE_TYPES,
  status: taxonomy.STATUSES,
  claim: taxonomy.CLAIMS,
}).flatMap(([list, slugs]) => slugs.map((slug) => `${list}.${slug}`));
