import { getMall } from '../data/malls.ts';
import { getRatingsByMall, getRubric } from '../data/places.ts';
import { label, translator } from '../i18n/strings.ts';
import { LOCALES } from '../schema/basics.ts';
import { SITE } from '../site.ts';

/**
 * The badge of a mall as SVG. It lives at one address and is made anew with each build: a mall that embeds it
 * shows what holds now, and a withdrawn or ended rating turns it into a plain statement that there is none.
 */
export async function badgeSvg(id: string): Promise<string> {
  const mall = await getMall(id);
  const rating = (await getRatingsByMall()).get(id)?.[0];
  const level = (await getRubric()).levels.find((one) => one.id === rating?.result?.level);
  const isRated = rating?.standing === 'rated' && level !== undefined;
  const words = LOCALES.map((locale) => {
    const t = translator(locale, 'venues');
    return isRated
      ? level.name[locale]
      : rating === undefined
        ? t('badge.none')
        : label(locale, 'standing', rating.standing);
  });
  const [zh = '', en = '', es = ''] = words;
  const until = isRated ? `${rating.year} · ≤ ${rating.validTo}` : SITE.hotline;
  const title = `${mall.name.zh} · ${mall.name.en}: ${words.join(' / ')}`;
  const colour = isRated ? '#0a5f4e' : '#55615c';
  const line = (y: number, size: number, weight: number, text: string) =>
    `<text x="160" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="middle">${escaped(text)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" width="320" height="180" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<a href="${SITE.url}/zh/malls/${id}/#rating" target="_blank">
<rect x="2" y="2" width="316" height="176" rx="6" fill="#fbfaf6" stroke="${colour}" stroke-width="4"/>
<g fill="${colour}" font-family="system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif">
${line(32, 15, 600, `${SITE.name.zh} · ${SITE.name.en}`)}
${line(78, 30, 700, zh)}
${line(104, 16, 600, en)}
${line(126, 16, 600, es)}
${line(150, 13, 400, until)}
${SITE.demonstration ? line(168, 11, 400, LOCALES.map((locale) => translator(locale, 'venues')('badge.demonstration')).join(' · ')) : ''}
</g>
</a>
</svg>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
