import type { APIRoute } from 'astro';
import { getGroups } from '../../data/comparable.ts';
import { getLatest } from '../../data/disclosures.ts';
import { getLimits } from '../../data/half-years.ts';
import { type ComparedMall, rangesOf } from '../../lib/comparable.ts';
import { indicatorsOf } from '../../lib/indicators.ts';
import { LOCALES, type Locale } from '../../schema/basics.ts';

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale } }));

/** Every mall of the newest half-year, for the page that sets some side by side. */
export const GET: APIRoute = async ({ params }) => {
  const locale = params['locale'] as Locale;
  const latest = await getLatest();
  const limits = await getLimits(latest);
  const countsOf = new Map(latest.malls.map(({ mall, ...counts }) => [mall, counts]));
  const list = [...(await getGroups())].flatMap(([group, malls]) =>
    malls.flatMap((mall): ComparedMall[] => {
      const counts = countsOf.get(mall.id);
      if (counts === undefined) return [];
      const { received, accepted, closed, onTimeShare, unsolvedShare, unratedShare } = indicatorsOf(counts, limits);
      const figures = { received, accepted, closed, onTimeShare, unsolvedShare, unratedShare };
      return [{ id: mall.id, name: mall.name[locale], group, ...figures, ranges: rangesOf([mall], limits) }];
    }),
  );
  return Response.json(list.sort((a, b) => a.name.localeCompare(b.name, locale)));
};
