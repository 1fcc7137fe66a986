import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Place } from '../../src/intake/store/open.ts';
import type { Common, Note } from './order.ts';
import { startService } from './services.ts';

const PROCESSES = 2;
const SENDS = 32;

/** Two processes on an empty database send one complaint many times over, all at once. One case, one answer. */
export async function sendOneKey(on: string, place: Place, order: Common, folder: string) {
  await (await openDatabase(place)).close();
  const key = `same-key-${randomUUID()}`;
  const services = await Promise.all(Array.from({ length: PROCESSES }, () => startService(join(folder, 'cache'))));
  const files = services.map((_, at) => join(folder, `same-${on}-${at}`));
  for (const [at, service] of services.entries()) {
    const again = Array.from({ length: SENDS }, () => ({ key, files: [] }));
    const notes = files[at] ?? '';
    service.begin({ ...order, writers: SENDS, place, notes, prefix: 'same', again, isOnlyAgain: true });
  }
  await Promise.all(services.map((service) => service.ended()));
  const notes = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Note),
  );
  const answers = notes.flatMap((note) => (note.what === 'answered' ? [JSON.stringify(note.receipt)] : []));
  const database = await openDatabase(place);
  const [{ n: cases } = { n: 0 }] = await database.all<{ n: number }>('select count(*) as n from cases');
  await database.close();
  const isRight = answers.length === PROCESSES * SENDS && new Set(answers).size === 1 && cases === 1;
  return { on, sends: PROCESSES * SENDS, answers: answers.length, different: new Set(answers).size, cases, isRight };
}
