import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Stop } from '../../src/disclosure/stop.ts';
import { readLaws, readRetention } from '../../src/intake/laws.ts';
import { openDatabase, openPlace, sqliteFile } from '../../src/intake/store/open.ts';
import { restorePostgres } from '../../src/intake/store/postgres.ts';
import { openSqlite } from '../../src/intake/store/sqlite.ts';
import { openStore, type Store } from '../../src/intake/store/store.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { hasEnded, NotAllowed } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import { type Command, caseOf, dayOf, officerOf, placeOf, type Values } from './context.ts';

export const verify: Command = {
  usage: 'verify [--json]',
  run: async ({ store, values, say }) => checked(store, say, values.json),
};

async function checked(store: Store, say: (text: string) => void, isJson = false): Promise<void> {
  const result = await verifyStore(store);
  if (isJson) say(JSON.stringify(result, null, 2));
  else {
    const { events, cases, blobs, head, faults } = result;
    say(`${events} events of ${cases} cases, ${blobs} sealed pieces. Head of the chain: ${head}`);
    if (faults.length === 0) say('Nothing was changed.');
  }
  if (result.faults.length > 0) throw new Stop(result.faults.join('\n'));
}

export const backup: Command = {
  usage: 'backup FILE',
  async run({ store, args: [file], say }) {
    if (file === undefined) throw new Stop('Name the file to write.');
    if (existsSync(file)) throw new Stop(`${file} is there already: name another file.`);
    await mkdir(dirname(file), { recursive: true });
    await store.backup(file);
    say(`A copy of everything is in ${file}. It is sealed as the original is.`);
  },
};

/** Puts a backup into an empty place and checks it. Needs no store to begin with. */
export async function restore(values: Values, [file]: string[], say: (text: string) => void): Promise<void> {
  if (file === undefined || !existsSync(file)) throw new Stop('Name a backup that is there.');
  const place = placeOf(values);
  if (place.databaseUrl !== undefined) {
    const database = await openDatabase(place);
    const tables = await database.all(`select 1 as one from information_schema.tables where table_name = 'events'`);
    await database.close();
    if (tables.length > 0) throw new Stop('The database has tables already: restore into an empty one.');
    await restorePostgres(place.databaseUrl, file);
  } else {
    const target = sqliteFile(place);
    if (existsSync(target)) throw new Stop(`${target} is there already: restore into an empty folder.`);
    await checkCopy(file, say);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(file, target);
  }
  const store = await openPlace(place, await readLaws(values.content), () => '9999-12-31');
  try {
    await checked(store, say);
  } finally {
    await store.close();
  }
}

/** Opens a copy of the backup first: a broken one never takes the place of anything. */
async function checkCopy(file: string, say: (text: string) => void): Promise<void> {
  const store = await openStore(openSqlite(file), { dueOf: () => null });
  try {
    say(`Checking ${file} …`);
    await checked(store, () => {});
  } finally {
    await store.close();
  }
}

export const purge: Command = {
  usage: 'purge [--dry-run] --by NAME',
  async run(context) {
    const { store, values, today, say } = context;
    const { letters } = await readRetention(values.content);
    const before = addCalendarDays(today, -letters.daysAfterEnd);
    const by = values['dry-run'] ? '' : officerOf(context);
    let count = 0;
    for await (const { receipt, state } of store.each()) {
      if (!hasEnded(state) || state.isPurged || state.lastDay > before) continue;
      count += 1;
      if (values['dry-run']) say(`${grouped(receipt)} ended ${state.lastDay}`);
      else
        await store.purge(receipt, {
          event: { type: 'purged', day: today, data: { reason: 'retention' } },
          by: `officer:${by}`,
        });
    }
    const verb = values['dry-run'] ? 'would be' : 'were';
    say(`Letters and files of ${count} cases that ended before ${before} ${verb} deleted; their dated steps stay.`);
  },
};

export const erase: Command = {
  usage: 'erase RECEIPT --by NAME',
  async run(context) {
    const { receipt } = await caseOf(context);
    try {
      await context.store.purge(receipt, {
        event: { type: 'purged', day: dayOf(context), data: { reason: 'request' } },
        by: `officer:${officerOf(context)}`,
      });
    } catch (error) {
      throw error instanceof NotAllowed ? new Stop(error.message) : error;
    }
    context.say(`Letter, messages and files of ${grouped(receipt)} are deleted; its dated steps stay.`);
  },
};

export const outbox: Command = {
  usage: 'outbox [retry SEQ]',
  async run({ store, args: [word, seq], say }) {
    if (word === 'retry') {
      if (!(await store.reviveLetter(Number(seq)))) throw new Stop(`No dead letter has the number ${seq}.`);
      say(`Letter ${seq} will be tried again.`);
      return;
    }
    const dead = await store.deadLetters();
    for (const letter of dead) say(`${letter.seq}  ${grouped(letter.receipt)}  ${letter.attempts} tries`);
    say(`${dead.length} dead letters.${dead.length > 0 ? ' Try one again with `outbox retry SEQ`.' : ''}`);
  },
};
