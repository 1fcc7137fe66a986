import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { type Alert, alert } from '../src/schema/alert.ts';
import { type Area, area } from '../src/schema/area.ts';
import { LOCALES, type Locale } from '../src/schema/basics.ts';
import { type Campaign, campaign } from '../src/schema/campaign.ts';
import { type TypicalCase, typicalCase } from '../src/schema/case.ts';
import { type Correction, correction } from '../src/schema/correction.ts';
import { DIRECTORY_KINDS, type DirectoryEntry, type DirectoryKind, directory } from '../src/schema/directory.ts';
import { type Disclosure, disclosure } from '../src/schema/disclosure.ts';
import { type Event, event } from '../src/schema/event.ts';
import { type Exemptions, exemptions } from '../src/schema/exemption.ts';
import { type Guide, guide } from '../src/schema/guide.ts';
import { type Inspection, inspection } from '../src/schema/inspection.ts';
import { type Law, law } from '../src/schema/law.ts';
import { type Mall, mall } from '../src/schema/mall.ts';
import { type Page, page } from '../src/schema/page.ts';
import { type Plan, plan } from '../src/schema/plan.ts';
import { type Ratings, ratings } from '../src/schema/rating.ts';
import { type Reply, reply } from '../src/schema/reply.ts';
import { type Report, report } from '../src/schema/report.ts';
import {
  type Clocks,
  clocks,
  type Holidays,
  holidays,
  retention,
  type Targets,
  type Thresholds,
  targets,
  thresholds,
} from '../src/schema/rules.ts';
import { searchWords } from '../src/schema/search-words.ts';
import { type Standard, standard } from '../src/schema/standard.ts';

/** What is wrong, in the words that are printed: where, what stands there, and what to do about it. */
export interface Fault {
  file: string;
  field: string;
  value: string;
  next: string;
}

/** A rule of the content. A rule on files sees each file alone; a rule on content sees how the files fit together. */
export type Rule =
  | { name: string; scope: 'file'; check: (file: OpenFile) => Fault[] }
  | { name: string; scope: 'content'; check: (content: Content) => Fault[] };

export interface ContentFile {
  /** As printed, for example content/malls/wutong-li.yml */
  path: string;
  /** Folder within the content, for example malls or ui/zh */
  folder: string;
  id: string;
  extension: string;
  /** What the file says; absent if it cannot be parsed or does not fit its schema. */
  data?: unknown;
}

/** A file while its own rules are checked; its text is let go afterwards, so that many files need little memory. */
export interface OpenFile extends ContentFile {
  text: string;
  value?: unknown;
  unparsed?: { field: string; reason: string };
  issues: z.core.$ZodIssue[];
}

export interface Content {
  /** Folder of the published records and rules. */
  dir: string;
  /** Folder of words and prose pages: always the project's own, wherever the records are. */
  wordsDir: string;
  files: ContentFile[];
  /** Folders that exist. */
  folders: string[];
  /** Files and folders where none belongs. */
  strays: string[];
}

interface Folder {
  extension: string;
  /** Files that have to be there; others have no place in such a folder. Absent where an editor chooses the names. */
  ids?: string[];
  /** A district may have nothing of the kind: folder and files may be missing. */
  isOptional?: boolean;
  /** What makes the folder, where no editor does. */
  madeBy?: string;
  schema: (id: string) => z.ZodType | undefined;
}

type Data = {
  areas: Area;
  malls: Mall;
  disclosures: Disclosure;
  superseded: Disclosure;
  rules: Clocks | Holidays | Targets | Thresholds;
  alerts: Alert;
  campaigns: Campaign;
  corrections: Correction;
  directory: { entries: DirectoryEntry[] };
  events: Event;
  firms: Exemptions;
  inspections: Inspection;
  plan: Plan;
  ratings: Ratings;
  replies: Reply;
  reports: Report;
  laws: Law;
  search: z.infer<typeof searchWords>;
  standards: Standard;
} & Record<`ui/${Locale}`, Record<string, string>> &
  Record<`pages/${Locale}`, Page> &
  Record<`guides/${Locale}`, Guide> &
  Record<`cases/${Locale}`, TypicalCase>;

const ruleSchemas: Record<string, z.ZodType> = { clocks, holidays, retention, targets, thresholds };

const OPENED =
  'Let the import open them (unknown: register in the mapping), or make the folder and put a file for each into it.';

/** Where an editor's files belong and what they have to fit. */
export const FOLDERS: Record<keyof Data, Folder> = {
  areas: { extension: '.yml', madeBy: OPENED, schema: () => area },
  malls: { extension: '.yml', madeBy: OPENED, schema: () => mall },
  disclosures: {
    extension: '.json',
    madeBy: 'Nothing to write by hand: the first release (npm run disclose) makes it.',
    schema: () => disclosure,
  },
  superseded: { extension: '.json', isOptional: true, schema: () => disclosure },
  rules: {
    extension: '.yml',
    ids: Object.keys(ruleSchemas),
    madeBy: 'Nothing to write by hand: the first release (npm run disclose) copies the rules from content/rules.',
    schema: (id) => ruleSchemas[id],
  },
  alerts: { extension: '.yml', isOptional: true, schema: () => alert },
  campaigns: { extension: '.yml', isOptional: true, schema: () => campaign },
  corrections: { extension: '.yml', isOptional: true, schema: () => correction },
  directory: {
    extension: '.yml',
    isOptional: true,
    ids: [...DIRECTORY_KINDS],
    schema: (id) => (DIRECTORY_KINDS.includes(id as DirectoryKind) ? directory(id as DirectoryKind) : undefined),
  },
  events: { extension: '.yml', isOptional: true, schema: () => event },
  firms: { extension: '.yml', isOptional: true, ids: ['exemptions'], schema: () => exemptions },
  inspections: { extension: '.yml', isOptional: true, schema: () => inspection },
  plan: { extension: '.yml', isOptional: true, schema: () => plan },
  ratings: { extension: '.json', isOptional: true, schema: () => ratings },
  replies: { extension: '.yml', isOptional: true, schema: () => reply },
  reports: { extension: '.yml', isOptional: true, schema: () => report },
  ...inEachLanguage('cases', { extension: '.md', isOptional: true, schema: () => typicalCase }),
  laws: { extension: '.yml', schema: () => law },
  standards: { extension: '.yml', schema: () => standard },
  search: { extension: '.yml', isOptional: true, ids: [...LOCALES], schema: () => searchWords },
  ...inEachLanguage('guides', { extension: '.md', schema: () => guide }),
  ...inEachLanguage('ui', { extension: '.json', schema: () => z.record(z.string(), z.string()) }),
  ...inEachLanguage('pages', {
    extension: '.md',
    ids: ['about', 'methods', 'privacy', 'security', 'accessibility'],
    schema: () => page,
  }),
};

/** The content folder a command works on: the one of --content, else of CONTENT_DIR, else the project's own. */
export function contentFolder(option: string | undefined): string {
  return option || process.env['CONTENT_DIR'] || 'content';
}

/** The command that checks a content folder, to be copied. */
export function checkCommand(content: string): string {
  if (content === 'content') return 'npm run check:content';
  return `npm run check:content -- --content ${/^[\w./-]+$/.test(content) ? content : `'${content.replaceAll("'", "'\\''")}'`}`;
}

/** The files of one folder that could be read. */
export function entries<F extends keyof Data>(content: Content, folder: F) {
  return content.files
    .filter((file) => file.folder === folder && file.data !== undefined)
    .map((file) => ({ path: file.path, id: file.id, data: file.data as Data[F] }));
}

/** Lists the content without opening any file. */
export async function listContent(dir: string, wordsDir: string): Promise<Content> {
  const content: Content = { dir, wordsDir, files: [], folders: [], strays: [] };
  const mayStand = (folder: string) => Object.hasOwn(FOLDERS, folder);
  const listFolder = async (root: string, folder: string) => {
    if (mayStand(folder)) content.folders.push(folder);
    for (const entry of await list(join(root, folder))) {
      const path = join(root, folder, entry.name);
      const below = join(folder, entry.name);
      if (entry.isDirectory() && (mayStand(below) || hasFoldersBelow(below))) await listFolder(root, below);
      else if (entry.isDirectory() || !mayStand(folder)) content.strays.push(path);
      else {
        const extension = extname(entry.name);
        content.files.push({ path, folder, id: basename(entry.name, extension), extension });
      }
    }
  };
  const top = (await list(dir)).filter(({ name }) => !OUTSIDE_RECORDS.includes(name));
  for (const entry of top) {
    if (entry.isDirectory() && (mayStand(entry.name) || hasFoldersBelow(entry.name))) await listFolder(dir, entry.name);
    else content.strays.push(join(dir, entry.name));
  }
  for (const folder of WORDS) await listFolder(wordsDir, folder);
  return content;
}

/** Opens a listed file: its text, what it holds, and where that does not fit. Never throws for what an editor wrote. */
export async function open(file: ContentFile): Promise<OpenFile> {
  const opened: OpenFile = { ...file, text: '', issues: [] };
  const folder = FOLDERS[file.folder as keyof Data];
  if (file.extension !== folder.extension) return opened;
  try {
    opened.text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file.path));
    opened.value = parse(opened.text, file.extension);
  } catch (error) {
    return { ...opened, unparsed: { field: lineOf(error, opened.text), reason: reasonOf(error) } };
  }
  const result = folder.schema(file.id)?.safeParse(opened.value);
  if (result?.success) opened.data = result.data;
  else opened.issues = result?.error.issues ?? [];
  return opened;
}

/** Words and law are the project's own, whichever records are published. */
const WORDS = ['ui', 'pages', 'guides', 'laws', 'standards'];

/** In the content folder, but not among the records: words are read from the project, mappings by the import. */
const OUTSIDE_RECORDS = [...WORDS, 'mappings'];

/** Where a folder is read from: the records, or the words of the project. */
export function rootOf({ dir, wordsDir }: Content, folder: string): string {
  return WORDS.includes(folder.split('/')[0] ?? '') ? wordsDir : dir;
}

async function list(folder: string) {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found
    .filter(({ name }) => !name.startsWith('.') && name !== 'README.md')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hasFoldersBelow(folder: string): boolean {
  return Object.keys(FOLDERS).some((known) => known.startsWith(`${folder}/`));
}

function inEachLanguage<K extends 'ui' | 'pages' | 'guides' | 'cases'>(name: K, folder: Folder) {
  return Object.fromEntries(LOCALES.map((locale) => [`${name}/${locale}`, folder])) as Record<`${K}/${Locale}`, Folder>;
}

function parse(text: string, extension: string): unknown {
  if (extension === '.json') return JSON.parse(text);
  if (extension === '.yml') return parseYaml(text);
  const [, head, body] = /^---\r?\n([\s\S]*?)\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined) throw new Error('The page has no head: its fields between two lines of ---.');
  if (body?.trim() === '') throw new Error('The page has a head but no text.');
  return parseYaml(head);
}

function lineOf(error: unknown, text: string): string {
  if (error instanceof YAMLParseError) return `line ${error.linePos?.[0].line ?? 1}`;
  if (!(error instanceof SyntaxError)) return 'whole file';
  const place = /position (\d+)/.exec(error.message)?.[1] ?? placeOfToken(error.message, text);
  return `line ${text.slice(0, Number(place)).split('\n').length}`;
}

/** Node quotes ten characters on either side of an unexpected token instead of giving its position. */
function placeOfToken(message: string, text: string): number {
  const [, before, quoted = '', after] = /(\.{3})?"([\s\S]*)"(\.{3})? is not valid JSON$/.exec(message) ?? [];
  if (before !== undefined) return text.indexOf(quoted) + 10;
  return after === undefined ? text.trimEnd().length - 1 : quoted.length - 10;
}

function reasonOf(error: unknown): string {
  if (error instanceof TypeError) return 'The file is not text in UTF-8.';
  const reason = (error as Error).message.split('\n')[0] ?? '';
  return reason.replace(/ at line .*$/, '').replace(/ in JSON at position .*$|, (\.{3})?".*$/, '');
}
