import { getDirectory } from '../../data/places.ts';

/** Firms that settle online first, for the complaint form: the names they are known by, days to answer, and their mall. */
export async function GET(): Promise<Response> {
  const firms = (await getDirectory('odr-firms')).flatMap((entry) =>
    'answersInDays' in entry && entry.state === 'valid'
      ? [[[...new Set(Object.values(entry.name).map(bare))], entry.answersInDays, entry.mall ?? null]]
      : [],
  );
  return Response.json(firms);
}

/** Without the mark that a name is invented, which nobody types. */
function bare(name: string): string {
  return name.replace(/^[（(][^）)]*[）)]\s*/, '');
}
