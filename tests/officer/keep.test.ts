import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../postgres.ts';
import { type Office, scratchOffice } from './scratch-officer.ts';

let office: Office;
let number = '';

beforeEach(async () => {
  office = await scratchOffice();
  number = (await office.sendWithFile('as sent', 'the copy')).receipt;
  await office.walk(`accept ${number}`);
});

it('counts what it checked and tells the head of the chain', async () => {
  const { out, error } = await office.run('verify');
  expect([out, error]).toEqual([
    expect.stringMatching(
      /^2 events of 1 cases, 3 sealed pieces\.\nHead of the chain: [0-9a-f]{64}\nNothing was changed\.$/,
    ),
    null,
  ]);
  expect(JSON.parse((await office.run('verify --json')).out)).toMatchObject({ events: 2, faults: [] });
});

it.each([
  `update events set day = '2020-01-01' where seq = 2`,
  `update events set at = '2020-01-01T00:00:00.000Z' where seq = 1`,
  `update events set by_whom = 'officer:Wang' where seq = 2`,
  `update events set data = replace(data, '2880', '2881')`,
  `delete from events where seq = 2`,
  `update cases set mall = 'elsewhere'`,
  `update cases set code_hash = 'x'`,
  `update cases set state = replace(state, '"refund":0', '"refund":1')`,
  `delete from cases`,
  `update blobs set bytes = zeroblob(10) where id = 'o-1'`,
  `update blobs set receipt = null where id = 'c-1'`,
  `delete from blobs where kind = 'letter'`,
  `update files set sha256 = 'x'`,
  `delete from files`,
])('verify finds: %s', async (change) => {
  const database = new DatabaseSync(office.path('intake.sqlite'));
  database.exec(change);
  database.close();
  const { error } = await office.run('verify');
  expect(error).toMatch(/changed|something else|gone|not those|missing|cannot be/);
});

describe('a backup', () => {
  it('taken while complaints come in is whole, and goes into an empty place', async () => {
    const writing = (async () => {
      for (let sent = 0; sent < 20; sent += 1) await office.send();
    })();
    const taken = await office.run(`backup ${office.path('copies/one.sqlite')}`);
    await writing;
    expect(taken.error).toBeNull();
    expect(readdirSync(office.path('copies'))).toEqual(['one.sqlite']);
    const before = readFileSync(office.path('copies/one.sqlite'));

    const other = await scratchOffice();
    const { out, error } = await other.run(`restore ${office.path('copies/one.sqlite')}`);
    expect([out, error]).toEqual([expect.stringContaining('Nothing was changed.'), null]);
    expect((await other.run(`show ${number}`)).out).toContain('accepted');
    expect(readdirSync(other.folder).sort()).toEqual(['intake.sqlite', 'key.txt']);
    expect(readFileSync(office.path('copies/one.sqlite')).equals(before)).toBe(true);
    expect((await office.run(`backup ${office.path('copies/one.sqlite')}`)).error).toContain('is there already');
  });

  it('never takes the place of what is there, nor is put anywhere broken', async () => {
    const file = office.path('one.sqlite');
    await office.walk(`backup ${file}`);
    expect((await office.run(`restore ${file}`)).error).toContain('restore into an empty place');
    const other = await scratchOffice();
    const broken = other.path('broken.sqlite');
    const refused = async () => {
      const { error } = await other.run(`restore ${broken}`);
      expect(existsSync(other.path('intake.sqlite'))).toBe(false);
      return error;
    };
    writeFileSync(broken, '');
    expect(await refused()).toContain('is no backup');
    writeFileSync(broken, readFileSync(file).subarray(0, 9000));
    expect(await refused()).toMatch(/is no backup|is damaged/);
    copyFileSync(file, broken);
    const database = new DatabaseSync(broken);
    database.exec(`update cases set mall = 'elsewhere'`);
    database.close();
    expect(await refused()).toContain('says something else than its events');
  });
});

describe('PostgreSQL', async () => {
  const server = await startPostgres();
  afterAll(() => server?.stop());

  it.runIf(server)('is walked, backed up and restored by the same commands', async () => {
    const [from, into] = [await server?.createDatabase('from'), await server?.createDatabase('into')];
    const sent = await office.send({}, undefined, from);
    const file = office.path('one.dump');
    await office.walk(
      ...[`accept ${sent.receipt} --database ${from}`, `backup ${file} --database ${from}`],
      `restore ${file} --database ${into}`,
    );
    expect((await office.run(`verify --database ${into}`)).out).toContain('2 events of 1 cases');
    expect((await office.run(`restore ${file} --database ${into}`)).error).toContain('has tables already');
  });
});

it('lists letters that never arrived, and lets one try again', async () => {
  expect((await office.run('outbox')).out).toBe('No dead letters.');
  const environment = { OFFICER_NAME: 'Li', WEBHOOK_URL: 'https://example.org/' };
  expect((await office.run(`mediate ${number}`, { environment })).error).toBeNull();
  await office.opened((store) => store.settleLetter(3, { dead: 1_780_000_000_000 }));
  expect((await office.run('outbox dead')).out).toMatch(/^number .*\n.*\n3 .*2026-/);
  expect((await office.run('outbox retry 3')).out).toBe('Letter 3 will be tried again.');
  expect((await office.run('outbox retry 3')).error).toBe('No dead letter has the number 3.');
  expect((await office.run('outbox retry x')).error).toContain('Name the number');
});
