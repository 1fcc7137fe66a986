import { ALERT_LEVELS, ALERT_STATES } from '../../src/schema/alert.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { REJECTIONS, TERMINATIONS } from '../../src/schema/case-event.ts';
import { CORRECTION_STATES, SUBJECTS } from '../../src/schema/correction.ts';
import { DIRECTORY_KINDS, ENTRY_STATES, SERVICES_OFFERED, SPOKEN } from '../../src/schema/directory.ts';
import { EVENT_KINDS } from '../../src/schema/event.ts';
import { TOOLS, TOPICS } from '../../src/schema/guide.ts';
import { INSPECTION_KINDS } from '../../src/schema/inspection.ts';
import { LAW_KINDS } from '../../src/schema/law.ts';
import { OWNERS, PLAN_STATES, PLAN_TIMES } from '../../src/schema/plan.ts';
import { RATING_STATES } from '../../src/schema/rating.ts';
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
            next: 'Write the name that people read for this slug of src/schema.',
          })),
          ...Object.keys(data)
            .filter((key) => !KEYS.includes(key))
            .map((key) => ({
              file: path,
              field: key,
              value: data[key] ?? '',
              next: 'No slug of src/schema has this name: remove it.',
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
  rejection: REJECTIONS,
  termination: TERMINATIONS,
  'alert-level': ALERT_LEVELS,
  'alert-state': [...ALERT_STATES, 'expired', 'not-yet'],
  correction: CORRECTION_STATES,
  directory: DIRECTORY_KINDS,
  'entry-state': [...ENTRY_STATES, 'ended', 'not-yet'],
  event: EVENT_KINDS,
  inspection: INSPECTION_KINDS,
  law: LAW_KINDS,
  owner: OWNERS,
  'plan-state': PLAN_STATES,
  'plan-time': PLAN_TIMES,
  service: SERVICES_OFFERED,
  spoken: SPOKEN,
  standing: [...RATING_STATES, 'ended'],
  subject: SUBJECTS,
  tool: TOOLS,
  topic: TOPICS,
}).flatMap(([list, slugs]) => slugs.map((slug) => `${list}.${slug}`));
