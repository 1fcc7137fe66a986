import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply } from '../../src/intake/officer.ts';
import { letterOf } from '../../src/intake/post.ts';
import { ANSWERS, type Scratch, scratchIntake } from './scratch-intake.ts';

/** A word for each place of each way in; none may be readable anywhere afterwards. */
const FIELDS = ['place', 'shop', 'narrative', 'name', 'address'] as const;
let scratch: Scratch;
const words: string[] = [];
const bodies: string[] = [];
const word = (name: string) => {
  const made = `KANARIE-${name}-${Math.random().toString(36).slice(2, 10)}`;
  words.push(made);
  return made;
};
let digits = 1_000_000;
const phone = () => {
  digits += 7919;
  words.push(`139${digits}9`);
  return `139${digits}9`;
};

/** Answers with a fresh word in every field that a person fills in. */
function answers(way: string): Record<string, string> {
  const own = Object.fromEntries(FIELDS.map((field) => [field, word(`${way}-${field}`)]));
  return { ...ANSWERS, ...own, phone: phone(), email: `${word(`${way}-email`).toLowerCase()}@example.org` };
}

async function picture(way: string): Promise<Buffer> {
  const blank = sharp({ create: { width: 30, height: 20, channels: 3, background: '#222' } });
  return blank
    .withExif({ IFD0: { Artist: word(`${way}-exif`) } })
    .jpeg()
    .toBuffer();
}

async function multipart(url: string, fields: Record<string, string>, name: string, bytes: Buffer) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('evidence', new Blob([new Uint8Array(bytes)]), name);
  const response = new Response(form);
  const headers = { 'content-type': response.headers.get('content-type') ?? '' };
  return scratch.app.inject({ method: 'POST', url, headers, payload: Buffer.from(await response.arrayBuffer()) });
}

beforeAll(async () => {
  scratch = await scratchIntake({ storeOptions: { letterOf } });
  const { app, store, folder } = scratch;
  // By JSON, with a file sent ahead.
  const key = 'canary-by-json-000001';
  const upload = await app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: { 'content-type': 'application/octet-stream', 'upload-key': key },
    payload: await picture('json'),
  });
  const files = [{ id: upload.json().id, name: `${word('json-file')}.jpg` }];
  const sent = await app.inject({
    method: 'POST',
    url: '/api/v1/complaints',
    headers: { 'idempotency-key': key },
    payload: { ...answers('json'), files },
  });
  const { receipt, code } = sent.json();
  words.push(code);
  // As a form with a file that waits and is never sent.
  await multipart(
    '/zh/complain/form/',
    { ...answers('form'), action: 'check' },
    `${word('form-file')}.jpg`,
    await picture('form'),
  );
  // Refused: too old a key, a wrong file, broken JSON.
  bodies.push(
    (
      await app.inject({
        method: 'POST',
        url: '/api/v1/complaints',
        headers: { 'idempotency-key': key },
        payload: answers('again'),
      })
    ).body,
  );
  bodies.push(
    (
      await app.inject({
        method: 'POST',
        url: '/api/v1/complaints',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        payload: `{"name":"${word('broken')}"`,
      })
    ).body,
  );
  bodies.push(
    (
      await app.inject({
        method: 'POST',
        url: '/api/v1/files',
        headers: { 'content-type': 'application/octet-stream', 'upload-key': key },
        payload: word('refused-file'),
      })
    ).body,
  );
  // Later words and a later file of the sender, an answer of the office.
  const track = { receipt, code, action: 'write', key: 'canary-later-0000001', text: word('message') };
  expect(
    (await multipart('/en/complain/track/', track, `${word('later-file')}.jpg`, await picture('later'))).statusCode,
  ).toBe(200);
  const found = await store.byReceipt(receipt);
  if (found === undefined) throw new Error('The case is missing.');
  await reply(store, found, word('reply'), 'Li', '2026-11-24', [await identityToRecipient(scratch.identity)]);
  // In an address that asks for a page.
  await app.inject({ url: `/en/complain/form/?place=${encodeURIComponent(word('address'))}` });
  await store.backup(join(folder, 'backup.sqlite'));
});
afterAll(async () => {
  await scratch.app.close();
  await scratch.store.close();
});

/** Ways in which a word may be written without being hidden. */
function spellings(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  return [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(bytes.toString('hex')),
    // Base64 at each of its three offsets, without the signs that depend on the neighbours.
    ...[0, 1, 2].map((shift) => {
      const padded = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .replace(/=+$/, '');
      return Buffer.from(padded.slice(shift === 0 ? 0 : shift + 1, -2));
    }),
  ];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('after complaints by every way in', () => {
  it('no word of anyone is readable in database, write-ahead log, backup, outbox, logs or error answers', async () => {
    const places: [string, Buffer][] = filesIn(scratch.folder)
      .filter((file) => statSync(file).size > 0)
      .map((file) => [file.slice(scratch.folder.length + 1), readFileSync(file)]);
    const letters = await scratch.store.dueLetters(Date.now() + 1e9, 100);
    places.push(['log lines', Buffer.from(scratch.log.join(''))]);
    places.push(['error answers', Buffer.from(bodies.join('\n'))]);
    places.push(['outbox', Buffer.from(letters.map(({ body }) => body).join('\n'))]);
    expect(places.map(([name]) => name)).toEqual(
      expect.arrayContaining(['intake.sqlite', 'intake.sqlite-wal', 'backup.sqlite']),
    );
    expect(words.length).toBeGreaterThan(30);
    const found = places.flatMap(([name, bytes]) =>
      words
        .filter((text) => spellings(text).some((spelling) => bytes.includes(spelling)))
        .map((text) => `${text} in ${name}`),
    );
    expect(found).toEqual([]);
  });
});
