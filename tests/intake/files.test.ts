import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase, openFile } from '../../src/intake/officer.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { MOST_FILE_BYTES } from '../../src/schema/limits.ts';
import { ANSWERS, type Scratch, scratchIntake } from './scratch-intake.ts';

const KEY = 'files-key-0123456789';
let scratch: Scratch;
let picture: Buffer;
beforeAll(async () => {
  scratch = await scratchIntake();
  picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Copyright: 'CANARY-EXIF' } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await scratch.app.close();
  await scratch.store.close();
});

const upload = (payload: Buffer, key = KEY) =>
  scratch.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: { 'content-type': 'application/octet-stream', 'upload-key': key },
    payload,
  });

/** A form as a browser without script posts it, with files. */
function multipart(fields: [string, string][], files: [name: string, bytes: Buffer][] = []) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const [name, bytes] of files) form.append('evidence', new Blob([new Uint8Array(bytes)]), name);
  const response = new Response(form);
  return response.arrayBuffer().then((body) =>
    scratch.app.inject({
      method: 'POST',
      url: '/en/complain/form/',
      headers: { 'content-type': response.headers.get('content-type') ?? '' },
      payload: Buffer.from(body),
    }),
  );
}

describe('evidence sent ahead', () => {
  it('is sealed as it came and as a copy without metadata, and goes with its complaint', async () => {
    const { id, sha256 } = (await upload(picture)).json();
    const payload = { ...ANSWERS, files: [{ id, name: 'CANARY-FILE.jpg' }] };
    const headers = { 'idempotency-key': KEY };
    const sent = await scratch.app.inject({ method: 'POST', url: '/api/v1/complaints', headers, payload });
    const again = await scratch.app.inject({ method: 'POST', url: '/api/v1/complaints', headers, payload });
    expect([sent.statusCode, again.body]).toEqual([201, sent.body]);
    const found = await scratch.store.byReceipt(sent.json().receipt);
    if (found === undefined) throw new Error('The case is missing.');
    const opened = await openCase(scratch.store, found, [scratch.identity]);
    expect(opened.files).toEqual([{ id, name: 'CANARY-FILE.jpg', type: 'image/jpeg', bytes: picture.length, sha256 }]);
    const original = await openFile(scratch.store, found.receipt, id, 'original', [scratch.identity]);
    const copy = await openFile(scratch.store, found.receipt, id, 'copy', [scratch.identity]);
    expect(Buffer.from(original ?? []).equals(picture)).toBe(true);
    expect(Buffer.from(original ?? []).includes('CANARY-EXIF')).toBe(true);
    expect(Buffer.from(copy ?? []).includes('CANARY-EXIF')).toBe(false);
    expect((await verifyStore(scratch.store)).faults).toEqual([]);
  });

  it('is not taken by another key, and a complaint that names it then is not kept', async () => {
    const { id } = (await upload(picture, 'somebody-elses-key-1')).json();
    const answer = await scratch.app.inject({
      method: 'POST',
      url: '/api/v1/complaints',
      headers: { 'idempotency-key': 'a-thief-of-files-0001', 'accept-language': 'en' },
      payload: { ...ANSWERS, files: [{ id, name: 'x.jpg' }] },
    });
    expect([answer.statusCode, answer.json().errors[0].key]).toEqual([422, 'error.files.missing']);
  });

  it('is removed by its sender alone', async () => {
    const key = 'removal-key-01234567';
    const { id } = (await upload(picture, key)).json();
    const remove = (name: string) =>
      scratch.app.inject({ method: 'DELETE', url: `/api/v1/files/${id}`, headers: { 'upload-key': name } });
    expect((await remove('not-the-right-key-123')).statusCode).toBe(404);
    expect((await remove(key)).statusCode).toBe(204);
    const list = await scratch.app.inject({ url: '/api/v1/files', headers: { 'upload-key': key } });
    expect(list.json()).toEqual({ files: [] });
  });

  it.each<[string, () => Buffer | Promise<Buffer>, number, string]>([
    ['nothing', () => Buffer.alloc(0), 422, 'error.file.empty'],
    ['a text', () => Buffer.from('hello, this is no picture'), 422, 'error.file.type'],
    ['half a picture', () => picture.subarray(0, picture.length / 2), 422, 'error.file.broken'],
    ['an animation', () => sharp(picture).gif().toBuffer(), 422, 'error.file.type'],
    [
      'a PDF that runs a script',
      () => pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
      422,
      'error.file.active',
    ],
    ['the same with an escaped name', () => pdf('/OpenAction << /S /J#61vaScript >>'), 422, 'error.file.active'],
    ['a PDF under a password', () => pdf('/Encrypt 5 0 R'), 422, 'error.file.locked'],
    ['a PDF cut short', () => pdf('').subarray(0, 60), 422, 'error.file.broken'],
    ['eleven megabytes', () => Buffer.alloc(MOST_FILE_BYTES + 2), 413, ''],
  ])('refuses %s with a reason', async (_, make, status, key) => {
    const answer = await upload(await make(), 'refused-files-key-01');
    expect(answer.statusCode).toBe(status);
    if (key !== '')
      expect(answer.json().errors[0]).toMatchObject({ field: 'files', key, message: expect.stringMatching(/\S/) });
  });

  it('takes a plain PDF as it is, and no more than ten files', async () => {
    const key = 'ten-files-key-0123456';
    for (let n = 0; n < 10; n += 1) expect((await upload(pdf(`/N ${n}`), key)).statusCode).toBe(201);
    expect((await upload(pdf(''), key)).json().errors[0].key).toBe('error.files.many');
  });
});

describe('evidence without script', () => {
  const fields = Object.entries(ANSWERS) as [string, string][];

  it('waits while the answers are checked, shows on the review and goes with the complaint', async () => {
    const review = await multipart([...fields, ['action', 'check']], [['小票 1.jpg', picture]]);
    expect(review.statusCode).toBe(200);
    const key = /name="key" value="([^"]+)"/.exec(review.body)?.[1] ?? '';
    const file = /name="file" value="([^"]+)"/.exec(review.body)?.[1] ?? '';
    expect(file).toMatch(/^[\w-]{36} 小票 1\.jpg$/);
    const sent = await multipart([...fields, ['action', 'send'], ['key', key], ['file', file]]);
    expect(sent.statusCode).toBe(303);
    const again = await multipart([...fields, ['action', 'send'], ['key', key], ['file', file]]);
    expect(again.statusCode).toBe(303);
    expect(await scratch.store.files((await scratch.store.list())[0]?.receipt ?? '')).toHaveLength(1);
  });

  it('keeps all answers and the good files when one file is refused, and names it', async () => {
    const page = await multipart(
      [...fields, ['action', 'check']],
      [
        ['good.jpg', picture],
        ['virus.exe', Buffer.from('MZ not a picture')],
      ],
    );
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('virus.exe');
    expect(page.body).toContain('good.jpg');
    expect(page.body).toContain('CANARY-SHOP');
  });
});

/** A small PDF with something in its catalogue. */
function pdf(catalogue: string): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalogue} >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\nxref\n0 3\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n120\n%%EOF\n`,
  );
}
