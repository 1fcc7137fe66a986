import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { toCsv } from '../src/data/csv.ts';
import { halfYearRows } from '../src/data/rows.ts';
import type { Released } from '../src/disclosure/disclose.ts';
import { lastDayToReply, type Stamp, stampFile, stampOf, writeStamp } from '../src/disclosure/reply-window.ts';
import { Stop } from '../src/disclosure/stop.ts';
import { formatDay, formatPeriod } from '../src/i18n/formats.ts';
import { LANG } from '../src/i18n/locales.ts';
import { translator } from '../src/i18n/strings.ts';
import { type Html, html } from '../src/lib/html.ts';
import { indicatorsOf, limitsOn } from '../src/lib/indicators.ts';
import { breakdownsOf, mallsWithoutAmounts } from '../src/lib/small-numbers.ts';
import { type Area, area } from '../src/schema/area.ts';
import { LOCALES, type Locale } from '../src/schema/basics.ts';
import type { Disclosure } from '../src/schema/disclosure.ts';
import type { Mall } from '../src/schema/mall.ts';
import { formName, formsOf } from './preview-forms.ts';
import { letterPage, page } from './preview-letter.ts';

const [LETTER, TABLE, INDEX] = ['letter.html', 'figures.csv', 'index.html'];

/**
 * Writes the right-of-reply package of every mall of a half-year into FOLDER/<period>/<mall>: its letter in three
 * languages, its figures as CSV, the forms of a reply and of an objection; and a page that says which folder is whose.
 * An earlier preview of the half-year is replaced as a whole. Nothing of it lies in the content folder.
 */
export async function writePreview(
  folder: string,
  half: Disclosure,
  released: Released,
  { today, registers }: { today: string; registers: readonly string[] },
): Promise<Stamp> {
  const target = join(folder, half.period);
  await refuseToReplace(target, half.period);
  await mkdir(dirname(target), { recursive: true });
  const stamp = stampOf(half, today, lastDayToReply(today, half, released));
  const working = await mkdtemp(`${target}.writing-`);
  try {
    await writeLetters(working, half, released, stamp);
    const areas = await readAreas(registers);
    await writeFile(join(working, INDEX), indexPage(half, released.malls, areas, stamp));
    await writeStamp(working, stamp);
    await rm(target, { recursive: true, force: true });
    await rename(working, target);
  } finally {
    await rm(working, { recursive: true, force: true });
  }
  return stamp;
}

/** Throws `Stop` where a folder holds anything but a preview as it was written: it would be lost. */
export async function refuseToReplace(target: string, period: string): Promise<void> {
  const entries = await readdir(target, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined && !existsSync(target)) return;
  const refuse = (path: string, what: string) =>
    new Stop(`${path} ${what}: move it elsewhere, since ${target} is replaced as a whole.`);
  if (entries === undefined) throw refuse(target, 'is no folder');
  const isOurs = entries.some(({ name }) => name === stampFile(period));
  for (const entry of entries) {
    const path = join(target, entry.name);
    if (!isOurs || (!entry.isDirectory() && ![INDEX, stampFile(period)].includes(entry.name))) {
      throw refuse(path, 'is no part of a preview');
    }
    if (!entry.isDirectory()) continue;
    const forms = formsOf(entry.name, period);
    for (const file of await readdir(path)) {
      if (file === LETTER || file === TABLE) continue;
      const blank = forms[file];
      if (blank === undefined) throw refuse(join(path, file), 'is no part of a preview');
      if ((await readFile(join(path, file), 'utf8')) !== blank) throw refuse(join(path, file), 'has been filled in');
    }
  }
}

async function writeLetters(folder: string, half: Disclosure, released: Released, stamp: Stamp): Promise<void> {
  const { malls, thresholds } = released;
  // As on the pages: the limits in force when the half-year was frozen.
  const limits = limitsOn(thresholds, half.frozenOn);
  const { problem, object } = breakdownsOf(half, limits);
  const withoutAmounts = mallsWithoutAmounts(half, limits);
  const rows = new Map(halfYearRows(half, malls, limits).map((row) => [row['mall'], row]));
  const { previewedOn: today, repliesUntil, period } = stamp;
  for (const counts of half.malls) {
    const { mall: id } = counts;
    const target = join(folder, id);
    await mkdir(target);
    const letter = letterPage({
      ...{ half, mall: mallOf(malls, id), limits, today, repliesUntil },
      figures: indicatorsOf(counts, limits, withoutAmounts),
      breakdowns: { problem: problem.of(id), object: object.of(id) },
      forms: { reply: formName('reply', id, period), objection: formName('objection', id, period) },
    });
    await writeFile(join(target, LETTER), letter);
    await writeFile(join(target, TABLE), toCsv([rows.get(id) ?? {}]));
    for (const [file, form] of Object.entries(formsOf(id, period))) await writeFile(join(target, file), form);
  }
}

/** Which folder is whose, by sub-district, so that a package can be handed to the office that knows the mall. */
function indexPage(
  half: Disclosure,
  malls: ReadonlyMap<string, Mall>,
  areas: ReadonlyMap<string, Area>,
  { repliesUntil }: Stamp,
): string {
  const sections = LOCALES.map((locale): Html => {
    const [t, words] = [translator(locale, 'preview'), translator(locale, 'malls')];
    const heads = [words('column.area'), words('column.mall'), t('index.folder')];
    return html`<section lang="${LANG[locale]}">
<h1>${t('index.title', { period: formatPeriod(locale, half.period) })}</h1>
<p>${t('deadline', { day: formatDay(locale, repliesUntil) })}</p>
<p>${t('index.returned')}</p>
<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${listed(locale).map(({ id, name, place }) => html`<tr><td>${place}</td><th scope="row">${name}</th><td><a href="${id}/${LETTER}">${id}</a></td></tr>`)}
</tbody></table>
</section>`;
  });
  return page(translator('zh', 'preview')('index.title', { period: formatPeriod('zh', half.period) }), sections);

  function listed(locale: Locale) {
    return half.malls
      .map(({ mall: id }) => {
        const { name, area: place } = mallOf(malls, id);
        return { id, name: name[locale], place: areas.get(place)?.name[locale] ?? place };
      })
      .sort((a, b) => a.place.localeCompare(b.place, locale) || a.name.localeCompare(b.name, locale));
  }
}

function mallOf(malls: ReadonlyMap<string, Mall>, id: string): Mall {
  const mall = malls.get(id);
  if (mall === undefined) throw new Error(`The register lacks ${id}.`);
  return mall;
}

/** The sub-districts of some folders; one that cannot be read goes by its id. */
async function readAreas(folders: readonly string[]): Promise<Map<string, Area>> {
  const areas = new Map<string, Area>();
  for (const folder of folders.map((root) => join(root, 'areas'))) {
    for (const file of await readdir(folder).catch((): string[] => [])) {
      const [id = '', read] = [file.replace(/\.yml$/, ''), await readArea(join(folder, file))];
      if (read !== undefined && !areas.has(id)) areas.set(id, read);
    }
  }
  return areas;
}

async function readArea(file: string): Promise<Area | undefined> {
  try {
    return area.parse(parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
