import type { APIRoute } from 'astro';
import { getGroups, getStandings } from '../../data/comparable.ts';
import { getLatest } from '../../data/disclosures.ts';
import { getLimits } from '../../data/half-years.ts';
import { getAreaNames } from '../../data/views.ts';
import { groupName } from '../../i18n/compare.ts';
import { indicatorsOf } from '../../lib/indicators.ts';
import type { ComparedMall } from '../../lib/side-by-side.ts';
import { LOCALES, type Locale } from '../../schema/basics.ts';

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale } }));

/** Every mall of the newest half-year, for the page that sets some side by side. */
export const GET: APIRoute = async ({ params }) => {
  const locale = params['locale'] as Locale;
  const latest = await getLatest();
  const limits = await getLimits(latest);
  const countsOf = new Map(latest.malls.map(({ mall, ...counts }) => [mall, counts]));
  const [standings, areaNames] = [await getStandings(latest), await getAreaNames(locale)];
  const malls = [...(await getGroups()).values()].flat();
  const list = malls.flatMap(({ id, name, area, floorAreaM2 = null }): ComparedMall[] => {
    const [counts, standing] = [countsOf.get(id), standings.get(id)];
    if (counts === undefined || standing === undefined) return [];
    const { received, accepted, closed, solved, onTimeShare, unsolvedShare, unratedShare } = indicatorsOf(
      counts,
      limits,
    );
    return [
      {
        id,
        name: name[locale],
        group: standing.key,
        groupName: groupName(locale, standing.group, limits.sizeClassesM2),
        areaName: areaNames[area] ?? area,
        floorAreaM2,
        received,
        accepted,
        closed,
        solved,
        onTimeShare,
        unsolvedShare,
        unratedShare,
        ranges: standing.own,
      },
    ];
  });
  return Response.json(list.sort((a, b) => a.name.localeCompare(b.name, locale)));
};
