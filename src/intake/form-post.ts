import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FormError, WaitingFile } from '../schema/form-state.ts';
import { MOST_FILES } from '../schema/limits.ts';
import { BadFile } from './bad-file.ts';
import { type Intake, uploadHash } from './submit.ts';
import { layAside, TooManyFiles } from './uploads.ts';

/** A form post as it arrived: fields, and files still in memory. */
export interface Post {
  fields: Record<string, string[]>;
  uploads: { name: string; bytes: Buffer | 'large' }[];
}

/** Reads a form post of either kind. What is repeated comes as a list; what is no text is passed over. */
export async function readPost(request: FastifyRequest): Promise<Post> {
  const fields: Post['fields'] = {};
  const add = (name: string, value: unknown) => {
    if (typeof value !== 'string') return;
    fields[name] = [...(Object.hasOwn(fields, name) ? (fields[name] ?? []) : []), value];
  };
  if (!request.isMultipart()) {
    const body = (request.body ?? {}) as Record<string, unknown>;
    for (const [name, value] of Object.entries(body)) for (const one of [value].flat()) add(name, one);
    return { fields, uploads: [] };
  }
  try {
    const uploads: Post['uploads'] = [];
    for await (const part of request.parts()) {
      if (part.type === 'field') add(part.fieldname, part.value);
      else uploads.push(...(await fileOf(part)));
    }
    return { fields, uploads };
  } catch (error) {
    // What the parser cannot read is the sender's fault, whatever it throws.
    throw Object.assign(new Error('The form cannot be read.'), {
      statusCode: (error as { statusCode?: number }).statusCode ?? 400,
    });
  }
}

async function fileOf(part: MultipartFile): Promise<Post['uploads']> {
  const bytes = await part.toBuffer().catch((error: { code?: string }) => {
    if (error.code === 'FST_REQ_FILE_TOO_LARGE') return 'large' as const;
    throw error;
  });
  // A file field left empty arrives as a file without name or content.
  const name = part.filename ?? '';
  return name === '' && bytes.length === 0 ? [] : [{ name: nameOf(name), bytes }];
}

/**
 * The evidence of a form: what was named as waiting, less what was dropped, and what came with this post. Files that
 * are refused come back as errors with their names.
 */
export async function takeUploads(
  { fields, uploads }: Post,
  key: string,
  intake: Intake,
  now: number,
): Promise<{ files: WaitingFile[]; errors: FormError[] }> {
  const errors: FormError[] = [];
  const hash = uploadHash(key);
  for (const id of fields['drop'] ?? []) await intake.store.dropFile(id, hash);
  const names = new Map(namedFiles(fields).map(({ id, name }) => [id, name]));
  for (const { name, bytes } of uploads) {
    try {
      if (bytes === 'large') throw new BadFile('large');
      names.set((await layAside(bytes, key, intake, now)).id, name);
    } catch (error) {
      if (error instanceof BadFile) errors.push({ field: 'files', key: `error.file.${error.fault}`, values: { name } });
      else if (error instanceof TooManyFiles) errors.push({ field: 'files', key: 'error.files.many' });
      else throw error;
    }
  }
  const files = (await intake.store.waitingFiles(hash)).map(({ id, bytes }) => ({
    id,
    bytes,
    name: names.get(id) ?? '',
  }));
  return { files, errors };
}

/** Files that a form names as waiting: hidden fields of the form `ID NAME`. */
export function namedFiles(fields: Post['fields']): { id: string; name: string }[] {
  const dropped = fields['drop'] ?? [];
  return (fields['file'] ?? [])
    .slice(0, MOST_FILES)
    .map((text) => ({ id: text.split(' ')[0] ?? '', name: nameOf(text.slice(text.indexOf(' ') + 1)) }))
    .filter(({ id }) => /^[\w-]{8,40}$/.test(id) && !dropped.includes(id));
}

/** A name as it may be shown: the last part of a path, without signs that steer a terminal or a line. */
function nameOf(text: string): string {
  const last = text.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  return last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, 200) || '?';
}
