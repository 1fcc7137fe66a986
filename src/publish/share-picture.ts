import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import satori, { type Font } from 'satori';
import sharp from 'sharp';

/** What the picture of a shared link says. */
export interface SharePicture {
  /** Kind of page, above the title. */
  kind: string;
  title: string;
  /** Who publishes, at the foot. */
  site: string;
  note: string;
}

// Sizes and colours of the picture: it stands outside the pages, so tokens.css does not reach it.
const WIDTH = 1200;
const HEIGHT = 630;
const PAPER = '#fbfaf6';
const INK = '#17201d';
const SOFT = '#55615c';
const JADE = '#0a5f4e';

/** A PNG of 1200 × 630. The letters come from a font package, so that Chinese is drawn on a machine without fonts. */
export async function sharePicture({ kind, title, site, note }: SharePicture): Promise<Buffer> {
  const fonts = await fontsFor(`${kind}${title}${site}${note}`);
  const text = (words: string, style: Record<string, unknown>) => ({
    type: 'div',
    props: { style: { display: 'flex', ...style }, children: words },
  });
  const svg = await satori(
    {
      type: 'div',
      props: {
        style: {
          display: 'flex',
          flexDirection: 'column',
          boxSizing: 'border-box',
          width: WIDTH,
          height: HEIGHT,
          padding: 72,
          background: PAPER,
          borderTop: `16px solid ${JADE}`,
          color: INK,
          fontFamily: fonts.map(({ name }) => name).join(', '),
        },
        children: [
          text(kind, { fontSize: 34, color: JADE }),
          text(title, { flexGrow: 1, alignItems: 'center', fontSize: sizeFor(title), lineHeight: 1.3 }),
          text(site, { fontSize: 36, color: INK }),
          text(note, { fontSize: 26, color: SOFT, marginTop: 8 }),
        ],
      },
      // The shape of an element is all that satori asks for.
    } as Parameters<typeof satori>[0],
    { width: WIDTH, height: HEIGHT, fonts },
  );
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 32 }).toBuffer();
}

/** Long titles are set smaller, so that they stay within three lines. */
function sizeFor(title: string): number {
  const width = [...title].reduce((sum, sign) => sum + (/[\u2e80-\uffff]/.test(sign) ? 1 : 0.55), 0);
  return width <= 14 ? 76 : width <= 30 ? 64 : 52;
}

const require = createRequire(import.meta.url);
const PACKAGE = dirname(require.resolve('@fontsource/noto-sans-sc/package.json'));
const WEIGHT = 700;

let ranges: Promise<[subset: string, ranges: [first: number, last: number][]][]> | undefined;
const files = new Map<string, Promise<Buffer>>();

/** The parts of the font that hold the letters of a text. */
async function fontsFor(text: string): Promise<Font[]> {
  ranges ??= readRanges();
  const points = [...new Set([...text].map((sign) => sign.codePointAt(0) ?? 0))];
  const subsets = new Set(
    (await ranges)
      .filter(([, within]) => points.some((point) => within.some(([first, last]) => first <= point && point <= last)))
      .map(([subset]) => subset),
  );
  return Promise.all(
    [...subsets].map(async (subset) => ({
      name: `sc-${subset}`,
      data: await fileOf(subset),
      weight: WEIGHT,
      style: 'normal',
    })),
  );
}

async function readRanges() {
  const table = JSON.parse(await readFile(join(PACKAGE, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(table).map(([subset, list]): [string, [number, number][]] => [
    subset.replace(/^\[|\]$/g, ''),
    list.split(',').map((part) => {
      const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    }),
  ]);
}

function fileOf(subset: string): Promise<Buffer> {
  let file = files.get(subset);
  if (file === undefined) {
    file = readFile(join(PACKAGE, 'files', `noto-sans-sc-${subset}-${WEIGHT}-normal.woff`));
    files.set(subset, file);
  }
  return file;
}
