import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaint } from '../../src/schema/complaint.ts';
import { CLAIMS, OBJECTS, PROBLEMS } from '../../src/schema/taxonomy.ts';
import { ANSWERS, type Scratch, scratchIntake } from './scratch-intake.ts';

/** No request may hold the others up for longer, in milliseconds. */
const LONGEST_STALL = 200;
let scratch: Scratch;
beforeAll(async () => {
  scratch = await scratchIntake();
});
afterAll(async () => {
  await scratch.app.close();
  await scratch.store.close();
});

let key = 0;
async function upload(payload: Buffer) {
  key += 1;
  return scratch.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: {
      'content-type': 'application/octet-stream',
      'upload-key': `hostile-files-${String(key).padStart(8, '0')}`,
    },
    payload,
  });
}

async function corpus(): Promise<[name: string, bytes: Buffer][]> {
  const blank = { create: { width: 40, height: 30, channels: 3, background: '#369' } } as const;
  const pictures: [string, Buffer][] = [
    ['jpeg', await sharp(blank).jpeg().toBuffer()],
    ['png', await sharp(blank).png().toBuffer()],
    ['webp', await sharp(blank).webp().toBuffer()],
  ];
  const plain = pdf('');
  const files: [string, Buffer][] = [];
  for (const [name, whole] of [...pictures, ['pdf', plain] as [string, Buffer]]) {
    for (const share of [0.02, 0.1, 0.3, 0.5, 0.8]) {
      files.push([`${name} cut at ${share}`, whole.subarray(0, Math.ceil(whole.length * share))]);
    }
    for (let at = 1; at <= 8; at += 1) files.push([`${name} with damage ${at}`, damaged(whole, at)]);
    files.push([`${name} behind a web page`, Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), whole])]);
    files.push([
      `${name} before an archive`,
      Buffer.concat([whole, Buffer.from('PK\u0003\u0004'), Buffer.alloc(3000, 7)]),
    ]);
    files.push([`${name} with a megabyte of nothing behind`, Buffer.concat([whole, Buffer.alloc(1 << 20)])]);
  }
  for (const side of [30_000, 60_000, 1 << 24, 0, 1])
    files.push([`PNG that claims ${side} × ${side}`, pngOf(side, side)]);
  files.push([
    'PNG 8000 × 8000 of one colour',
    await sharp({ create: { ...blank.create, width: 8000, height: 8000 } })
      .png()
      .toBuffer(),
  ]);
  files.push([
    'WebP of many frames',
    await sharp(Buffer.alloc(50 * 50 * 3 * 40), { raw: { width: 50, height: 2000, channels: 3 } })
      .webp()
      .toBuffer(),
  ]);
  files.push(['JPEG with a hundred comments', withComments(pictures[0]?.[1] ?? Buffer.alloc(0), 100)]);
  files.push(['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')]);
  files.push(['SVG of entities', Buffer.from(`<!DOCTYPE svg [<!ENTITY a "${'a'.repeat(99)}">]><svg>&a;</svg>`)]);
  files.push(['GIF', await sharp(blank).gif().toBuffer()]);
  files.push(['TIFF', await sharp(blank).tiff().toBuffer()]);
  files.push(['AVIF', await sharp(blank).avif().toBuffer()]);
  for (const [name, start] of Object.entries(STARTS)) files.push([name, Buffer.concat([start, Buffer.alloc(5000, 1)])]);
  for (const [name, part] of Object.entries(ACTIVE)) files.push([`PDF with ${name}`, pdf(part)]);
  files.push(['PDF with a script in an object stream', pdfWithStream('1 0 << /S /JavaScript /JS (x) >>')]);
  files.push(['PDF whose object stream inflates to 64 MB', pdfWithStream('a'.repeat(64 << 20))]);
  files.push(['PDF of 3,000 streams', pdf('', 'stream\nx\nendstream\n'.repeat(3000))]);
  files.push(['PDF of nine megabytes of brackets', pdf('', '<'.repeat(9 << 20))]);
  files.push(['PDF of nine megabytes of #', pdf('', '#4'.repeat(4 << 20))]);
  files.push(['PDF of nine megabytes of stream words', pdf('', 'stream '.repeat(1 << 20))]);
  return files;
}

describe('a hundred hostile files', () => {
  it('bring no 5xx and no stall, and each is either clearly refused or harmless in its copy', async () => {
    const files = await corpus();
    expect(files.length).toBeGreaterThanOrEqual(100);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const bad: string[] = [];
    let refused = 0;
    for (const [name, bytes] of files) {
      delay.enable();
      const answer = await upload(bytes);
      delay.disable();
      const stall = delay.max / 1e6;
      delay.reset();
      if (stall > LONGEST_STALL) bad.push(`${name}: stalls for ${Math.round(stall)} ms`);
      if (answer.statusCode >= 500) bad.push(`${name}: ${answer.statusCode}`);
      if (answer.statusCode === 201) continue;
      refused += 1;
      const { title, errors = [] } = answer.json() as { title: string; errors?: { message: string }[] };
      if (title === '' || (answer.statusCode === 422 && !errors.every(({ message }) => /\p{L}/u.test(message)))) {
        bad.push(`${name}: refused without a reason`);
      }
    }
    expect(bad).toEqual([]);
    expect(refused).toBeGreaterThan(70);
  }, 120_000);

  it('leave nothing behind a picture in its copy', async () => {
    const { readEvidence } = await import('../../src/intake/evidence.ts');
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const { copy } = await readEvidence(Buffer.concat([png, Buffer.from('<script>HIDDEN-BEHIND</script>')]));
    expect(Buffer.from(copy).includes('HIDDEN-BEHIND')).toBe(false);
  });
});

describe('complaints made at random from the schema', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 30 }), fc.constant(''));
  const near = fc.record(
    {
      kind: fc.oneof(fc.constantFrom('complaint', 'report'), text),
      mall: text,
      place: text,
      shop: text,
      object: fc.oneof(fc.constantFrom(...OBJECTS), text),
      problem: fc.oneof(fc.constantFrom(...PROBLEMS), text),
      happenedOn: fc.oneof(fc.constantFrom('2026-11-02', '2026-02-30', '9999-99-99'), text),
      narrative: fc.oneof(fc.string({ unit: 'grapheme', minLength: 10, maxLength: 5000 }), text),
      amount: fc.oneof(fc.constantFrom('1e9', '-1', '99.999', 'NaN', '100'), text),
      claim: fc.oneof(fc.constantFrom(...CLAIMS), text),
      name: text,
      phone: fc.oneof(fc.constantFrom('13812345678', '+86 21 1234 5678'), text),
      email: fc.oneof(fc.constantFrom('a@b.example', '@'), text),
      address: text,
      publish: fc.oneof(fc.boolean(), text, fc.integer()),
      truth: fc.oneof(fc.constantFrom(true, 'true', 'on'), text),
      locale: fc.oneof(fc.constantFrom('zh', 'en', 'es'), text),
      files: fc.oneof(fc.constant([]), fc.array(fc.record({ id: text, name: text }), { maxLength: 15 }), fc.anything()),
      __proto__: fc.anything(),
    },
    { requiredKeys: [] },
  );

  it('are kept whole or refused with a field, by JSON, as a form and as a form with files', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(near, fc.string({ unit: 'binary', maxLength: 40 }), async (sent, fileName) => {
        n += 1;
        const [name, body] = [`random-complaint-${String(n).padStart(6, '0')}`, safeJson(sent)];
        const json = await scratch.app.inject({
          method: 'POST',
          url: '/api/v1/complaints',
          headers: { 'content-type': 'application/json', 'idempotency-key': name },
          payload: body,
        });
        expect([201, 400, 413, 422]).toContain(json.statusCode);
        if (json.statusCode === 422) expect(json.json().errors.length).toBeGreaterThan(0);
        if (json.statusCode === 201) expect(complaint.safeParse(JSON.parse(body)).success).toBe(true);
        const fields = Object.entries(sent).flatMap(([field, value]) =>
          typeof value === 'string' ? [[field, value]] : [],
        );
        const plain = await scratch.app.inject({
          method: 'POST',
          url: '/es/complain/form/',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(fields as [string, string][]).toString(),
        });
        expect([200, 413, 422]).toContain(plain.statusCode);
        const form = new FormData();
        for (const [field, value] of fields as [string, string][]) form.append(field.replace(/[\r\n"]/g, ''), value);
        form.append('evidence', new Blob([fileName]), fileName);
        const response = new Response(form);
        const multipart = await scratch.app.inject({
          method: 'POST',
          url: '/zh/complain/form/',
          headers: { 'content-type': response.headers.get('content-type') ?? '' },
          payload: Buffer.from(await response.arrayBuffer()),
        });
        expect([200, 413, 422]).toContain(multipart.statusCode);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it.each<[string, string, string | Buffer]>([
    [
      'a form with files that ends in the middle',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\ncompl',
    ],
    ['one without its boundary', 'multipart/form-data', 'hello'],
    [
      'one of two hundred fields',
      'multipart/form-data; boundary=x',
      `${Array.from({ length: 200 }, (_, n) => `--x\r\ncontent-disposition: form-data; name="a${n}"\r\n\r\nv\r\n`).join('')}--x--`,
    ],
    [
      'one with a field named __proto__',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nv\r\n--x--',
    ],
    ['bytes that are no UTF-8', 'application/json', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['JSON a thousand levels deep', 'application/json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('refuse %s', async (_, type, payload) => {
    const before = (await scratch.store.list()).length;
    for (const url of ['/en/complain/form/', '/en/complain/track/', '/api/v1/complaints']) {
      const answer = await scratch.app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': type, 'idempotency-key': 'x'.repeat(20) },
        payload,
      });
      expect(answer.statusCode, url).toBeLessThan(500);
    }
    expect((await scratch.store.list()).length).toBe(before);
  });
});

it('a complaint that everyone can send is still taken after all this', async () => {
  const answer = await scratch.app.inject({
    method: 'POST',
    url: '/api/v1/complaints',
    headers: { 'idempotency-key': 'after-the-storm-0001' },
    payload: ANSWERS,
  });
  expect(answer.statusCode).toBe(201);
});

const STARTS: Record<string, Buffer> = {
  'a program': Buffer.from('MZ\u0090\u0000'),
  'an ELF program': Buffer.from('\u007fELF'),
  'an archive': Buffer.from('PK\u0003\u0004'),
  'a gzip bomb': Buffer.from([0x1f, 0x8b, 8, 0]),
  'a Word document': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  'a shell script': Buffer.from('#!/bin/sh\nrm -rf /\n'),
  PostScript: Buffer.from('%!PS-Adobe-3.0\n'),
  'a JPEG of three bytes and zeros': Buffer.from([0xff, 0xd8, 0xff]),
  'a PNG of its signature alone': Buffer.from('89504e470d0a1a0a', 'hex'),
  'a WebP of its signature alone': Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBP'),
  'an HEIC picture': Buffer.from('\u0000\u0000\u0000\u0018ftypheic'),
};

const ACTIVE: Record<string, string> = {
  'a script': '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
  'an escaped script': '/OpenAction << /S /#4a#61vaScript >>',
  'a program to start': '/OpenAction << /S /Launch /F (cmd.exe) >>',
  'a file within': '/Names << /EmbeddedFiles 9 0 R >>',
  'a form of XML': '/AcroForm << /XFA 8 0 R >>',
  'a form that sends itself': '/AA << /O << /S /SubmitForm >> >>',
  'rich media': '/Annots [ << /Subtype /RichMedia >> ]',
  'another document to open': '/OpenAction << /S /GoToR /F (//host/share) >>',
  'a password': '/Encrypt 4 0 R',
};

function pdf(catalogue: string, body = ''): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog ${catalogue} >>\nendobj\n${body}\nxref\n0 2\ntrailer\n<< /Root 1 0 R >>\nstartxref\n60\n%%EOF\n`,
    'latin1',
  );
}

function pdfWithStream(content: string): Buffer {
  const packed = deflateSync(content).toString('latin1');
  return pdf(
    '',
    `3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj`,
  );
}

function damaged(whole: Buffer, seed: number): Buffer {
  const copy = Buffer.from(whole);
  for (let n = 0; n < 12; n += 1)
    copy[20 + ((seed * 7919 + n * 104_729) % Math.max(1, copy.length - 20))] = (seed * 37 + n) % 256;
  return copy;
}

/** A PNG that claims a size in its head and holds one row of nothing. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
  }
  return ~value >>> 0;
}

function withComments(jpeg: Buffer, count: number): Buffer {
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(65_533, 65)]);
  return Buffer.concat([jpeg.subarray(0, 2), ...Array<Buffer>(count).fill(comment), jpeg.subarray(2)]);
}

/** JSON of anything, also of what JSON cannot say. */
function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)) ?? 'null';
  } catch {
    return '{}';
  }
}
