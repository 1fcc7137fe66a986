import enCompare from '../../content/ui/en/compare.json' with { type: 'json' };
import enForm from '../../content/ui/en/form.json' with { type: 'json' };
import enMalls from '../../content/ui/en/malls.json' with { type: 'json' };
import enPages from '../../content/ui/en/pages.json' with { type: 'json' };
import enPreview from '../../content/ui/en/preview.json' with { type: 'json' };
import enReading from '../../content/ui/en/reading.json' with { type: 'json' };
import enScorecard from '../../content/ui/en/scorecard.json' with { type: 'json' };
import enSite from '../../content/ui/en/site.json' with { type: 'json' };
import enTaxonomy from '../../content/ui/en/taxonomy.json' with { type: 'json' };
import enTools from '../../content/ui/en/tools.json' with { type: 'json' };
import enTrack from '../../content/ui/en/track.json' with { type: 'json' };
import enVenues from '../../content/ui/en/venues.json' with { type: 'json' };
import esCompare from '../../content/ui/es/compare.json' with { type: 'json' };
import esForm from '../../content/ui/es/form.json' with { type: 'json' };
import esMalls from '../../content/ui/es/malls.json' with { type: 'json' };
import esPages from '../../content/ui/es/pages.json' with { type: 'json' };
import esPreview from '../../content/ui/es/preview.json' with { type: 'json' };
import esReading from '../../content/ui/es/reading.json' with { type: 'json' };
import esScorecard from '../../content/ui/es/scorecard.json' with { type: 'json' };
import esSite from '../../content/ui/es/site.json' with { type: 'json' };
import esTaxonomy from '../../content/ui/es/taxonomy.json' with { type: 'json' };
import esTools from '../../content/ui/es/tools.json' with { type: 'json' };
import esTrack from '../../content/ui/es/track.json' with { type: 'json' };
import esVenues from '../../content/ui/es/venues.json' with { type: 'json' };
import zhCompare from '../../content/ui/zh/compare.json' with { type: 'json' };
import zhForm from '../../content/ui/zh/form.json' with { type: 'json' };
import zhMalls from '../../content/ui/zh/malls.json' with { type: 'json' };
import zhPages from '../../content/ui/zh/pages.json' with { type: 'json' };
import zhPreview from '../../content/ui/zh/preview.json' with { type: 'json' };
import zhReading from '../../content/ui/zh/reading.json' with { type: 'json' };
import zhScorecard from '../../content/ui/zh/scorecard.json' with { type: 'json' };
import zhSite from '../../content/ui/zh/site.json' with { type: 'json' };
import zhTaxonomy from '../../content/ui/zh/taxonomy.json' with { type: 'json' };
import zhTools from '../../content/ui/zh/tools.json' with { type: 'json' };
import zhTrack from '../../content/ui/zh/track.json' with { type: 'json' };
import zhVenues from '../../content/ui/zh/venues.json' with { type: 'json' };
import type { Locale } from '../schema/basics.ts';

const zh = {
  site: zhSite,
  compare: zhCompare,
  form: zhForm,
  malls: zhMalls,
  pages: zhPages,
  preview: zhPreview,
  reading: zhReading,
  scorecard: zhScorecard,
  tools: zhTools,
  track: zhTrack,
  taxonomy: zhTaxonomy,
  venues: zhVenues,
};
type Strings = typeof zh;
// A string missing in any language is a type error here, and so stops the build.
const STRINGS: Record<Locale, Strings> = {
  zh,
  en: {
    site: enSite,
    compare: enCompare,
    form: enForm,
    malls: enMalls,
    pages: enPages,
    preview: enPreview,
    reading: enReading,
    scorecard: enScorecard,
    tools: enTools,
    track: enTrack,
    taxonomy: enTaxonomy,
    venues: enVenues,
  },
  es: {
    site: esSite,
    compare: esCompare,
    form: esForm,
    malls: esMalls,
    pages: esPages,
    preview: esPreview,
    reading: esReading,
    scorecard: esScorecard,
    tools: esTools,
    track: esTrack,
    taxonomy: esTaxonomy,
    venues: esVenues,
  },
};

export type Room = keyof Strings;
export type Values = Record<string, string | number>;

/** All strings of one room, for a component that needs many (the form hands them to the browser). */
export function strings<R extends Room>(locale: Locale, room: R): Strings[R] {
  return STRINGS[locale][room];
}

/** `t(key, values)` for one language and room; `{name}` in a string takes the value of that name. */
export function translator<R extends Room>(locale: Locale, room: R) {
  const table: Record<string, string> = STRINGS[locale][room];
  return (key: keyof Strings[R] & string, values: Values = {}): string => fill(table[key] ?? missing(key), values);
}

/** Puts values into the `{name}` places of a string. */
export function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? missing(name)));
}

/** Name of a slug, for example `label('zh', 'problem', 'prepaid')`. */
export function label(locale: Locale, list: string, slug: string): string {
  const table: Record<string, string> = STRINGS[locale].taxonomy;
  return table[`${list}.${slug}`] ?? missing(`${list}.${slug}`);
}

function missing(key: string): never {
  throw new Error(`No string "${key}": add it to content/ui/zh, en and es.`);
}
