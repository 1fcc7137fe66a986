import { expect, test } from 'vitest';
import { LOCALES } from '../../src/i18n/locales.ts';
import type { ListedMall } from '../../src/lib/listing.ts';
import { mallDocument, pageDocuments } from '../../src/search/documents.ts';

const mall = {
  name: { zh: '梧桐里', en: 'Plane Tree Lane', es: 'Pasaje del Plátano' },
  otherNames: ['WTL', 'Plane Tree Lane'],
  type: 'complex' as const,
  area: 'tianlin',
  tenants: [
    { id: 'noodles', name: { zh: '面馆', en: 'Noodle House', es: 'Fideos' }, object: 'catering-lodging' as const },
  ],
};
const listed: ListedMall = {
  id: 'wutong-li',
  name: '梧桐里',
  otherNames: [],
  type: 'complex',
  area: 'tianlin',
  presence: 'published',
  received: 12,
  closed: 10,
  solvedShare: 0.7,
  solvedLow: 0.44,
  solvedHigh: 0.87,
  rate: null,
};

test('a mall is found by its names in all languages, each once, and by its shops', () => {
  const document = mallDocument('zh', mall, listed, '田林街道', '2026-h1');
  expect(document.names).toEqual(['WTL', 'Plane Tree Lane', 'Pasaje del Plátano']);
  expect(document.text).toBe('面馆 · Noodle House · Fideos');
});

test('a result shows the newest figures, or none where there are none', () => {
  const withFigures = mallDocument('en', mall, listed, 'Tianlin', '2026-h1');
  expect(withFigures.note).toContain('12 received, 10 closed');
  const none: ListedMall = { ...listed, presence: 'closed', received: null, closed: null, solvedShare: null };
  expect(mallDocument('en', mall, none, 'Tianlin', '2026-h1').note).toBe('Commercial complex · Tianlin');
});

test.each(LOCALES)('the pages that always exist are there in %s', (locale) => {
  const addresses = pageDocuments(locale).map(({ href }) => href);
  expect(addresses).toContain(`/${locale}/complain/`);
  expect(addresses).toContain(`/${locale}/methods/`);
});
