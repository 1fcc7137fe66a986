import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/intake/config.ts';
import { openSqlite } from '../../src/intake/store/sqlite.ts';
import type { StoredCase } from '../../src/intake/store/store.ts';

const CASE: StoredCase = {
  receipt: 'AAAAAAAA',
  codeHash: 'c',
  keyHash: 'k',
  bodyMac: 'm',
  kind: 'complaint',
  mall: null,
  object: 'food',
  problem: 'quality',
  locale: 'zh',
  received: '2026-11-24',
  status: 'received',
  sealed: new Uint8Array([1, 2, 3]),
};

const file = () => join(mkdtempSync(join(tmpdir(), 'store-test-')), 'intake.sqlite');

describe('the store', () => {
  it('has what it was given after it is closed and opened again', async () => {
    const place = file();
    const first = openSqlite(place);
    await first.add(CASE);
    await first.close();
    const second = openSqlite(place);
    expect(await second.byReceipt('AAAAAAAA')).toMatchObject({ ...CASE, sealed: expect.anything() });
    await second.close();
  });

  it('keeps nothing for a key that it knows, and gives what is there', async () => {
    const store = openSqlite(file());
    await store.add(CASE);
    expect((await store.add({ ...CASE, receipt: 'BBBBBBBB' })).receipt).toBe('AAAAAAAA');
    expect(await store.list()).toHaveLength(1);
    await store.close();
  });

  it('refuses to open a file that is no database', () => {
    const place = file();
    writeFileSync(place, 'not a database, but long enough to look like one '.repeat(100));
    expect(() => openSqlite(place)).toThrow();
  });

  it('has every case that it acknowledged, however suddenly its process is killed', async () => {
    const place = file();
    // The child says each number only after the store has promised it, and is killed in the middle of its work.
    const script = `
      const { openSqlite } = await import('./src/intake/store/sqlite.ts');
      const store = openSqlite(${JSON.stringify(place)});
      const base = ${JSON.stringify({ ...CASE, sealed: undefined })};
      for (let n = 0; ; n += 1) {
        await store.add({ ...base, sealed: new Uint8Array(64), receipt: 'R' + n, keyHash: 'K' + n });
        process.stdout.write(n + '\\n');
      }`;
    const child = spawn('node', ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.split('\n').length > 200) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const acknowledged = said.split('\n').slice(0, -1);
    const store = openSqlite(place);
    const kept = new Set((await store.list()).map(({ receipt }) => receipt));
    await store.close();
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((n) => !kept.has(`R${n}`))).toEqual([]);
  });
});

describe('the configuration', () => {
  it('stops with a sentence that names the wrong value', () => {
    expect(() => readConfig({ PORT: 'four' })).toThrow('PORT');
    expect(() => readConfig({ INTAKE_RECIPIENTS: 'AGE-SECRET-KEY-1XYZ' })).toThrow(
      'INTAKE_RECIPIENTS must be age public keys',
    );
  });

  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ PORT: 4321, HOST: '127.0.0.1', VAR_DIR: 'var', CONTENT_DIR: 'content' });
  });
});
