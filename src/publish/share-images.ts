import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getAlerts, getCampaigns, getCases, getGuides } from '../data/reading.ts';
import { translator } from '../i18n/strings.ts';
import type { Locale } from '../schema/basics.ts';
import { SITE } from '../site.ts';
import { type SharePicture, sharePicture } from './share-picture.ts';

/** Drawn pictures are kept here between builds: each takes a twentieth of a second, and titles seldom change. */
const KEPT = 'node_modules/.cache/share-pictures';
/** Raise it when the look changes. */
const LOOK = 1;

/** Name below /og/<locale> → kind and title, for pages that have a picture of their own. */
export async function getShareImages(locale: Locale): Promise<Map<string, { kind: string; title: string }>> {
  const t = translator(locale, 'reading');
  const site = translator(locale, 'site');
  return new Map([
    ['site', { kind: SITE.district[locale], title: site('home.title') }],
    ...(await getGuides(locale)).map(({ id, title }) => [`guides/${id}`, { kind: t('guides.title'), title }] as const),
    ...(await getCases(locale)).map(({ id, title }) => [`cases/${id}`, { kind: t('cases.title'), title }] as const),
    ...(await getAlerts()).map(
      ({ id, title }) => [`alerts/${id}`, { kind: t('alerts.title'), title: title[locale] }] as const,
    ),
    ...(await getCampaigns()).map(
      ({ year, theme }) => [`3-15/${year}`, { kind: t('campaign.title', { year }), title: theme[locale] }] as const,
    ),
  ]);
}

/** The PNG of that name. */
export async function shareImage(locale: Locale, name: string): Promise<Buffer> {
  const image = (await getShareImages(locale)).get(name);
  if (image === undefined) throw new Error(`No picture "${name}" in ${locale}.`);
  const picture: SharePicture = {
    ...image,
    site: `${SITE.name[locale]} · ${SITE.tagline[locale]}`,
    note: SITE.demonstration ? translator(locale, 'site')('notice.title') : SITE.publisher[locale],
  };
  const key = createHash('sha256')
    .update(JSON.stringify([LOOK, picture]))
    .digest('hex')
    .slice(0, 32);
  const file = join(KEPT, `${key}.png`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  const drawn = await sharePicture(picture);
  await mkdir(KEPT, { recursive: true });
  await writeFile(file, drawn);
  return drawn;
}
