import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openDatabase, type Place } from '../../src/intake/store/open.ts';
import { openStore } from '../../src/intake/store/store.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { Ledger } from './ledger.ts';
import type { Common } from './order.ts';
import { startAhead } from './services.ts';

export interface Figures {
  on: string;
  cycles: number;
  acknowledged: number;
  /** Sent once more with the same key, and answered. */
  resent: number;
  lost: number;
  doubled: number;
  orphaned: number;
  /** Faults that the check of the whole chain found. */
  faults: number;
  seconds: number;
}

export interface Plan {
  on: string;
  cycles: number;
  /** No new cycle begins after this many. */
  seconds: number;
  /** The database of a cycle: the same for many, so that it grows. */
  placeOf: (cycle: number) => Promise<Place>;
  order: Common;
  folder: string;
  /** Instead of the service, the database itself falls in this cycle. */
  crash?: { cycle: number; fall: () => Promise<void> };
}

const LONGEST_MILLISECONDS = 150;
const WHOLE_EVERY = 50;

/** Kills the service over and over, and after each kill holds the database against what was promised. */
export async function killOverAndOver(plan: Plan): Promise<Figures> {
  const { folder, order, crash } = plan;
  const services = startAhead(join(folder, 'cache'));
  const figures: Figures = {
    ...{ on: plan.on, cycles: 0, acknowledged: 0, resent: 0, lost: 0, doubled: 0, orphaned: 0, faults: 0, seconds: 0 },
  };
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  let [place, ledger] = [await plan.placeOf(0), new Ledger()];
  try {
    for (let isOver = plan.cycles === 0; !isOver; ) {
      const service = await services.take();
      const notes = join(folder, `notes-${plan.on}-${figures.cycles}`);
      const prefix = `${plan.on}-${figures.cycles}`;
      service.begin({ ...order, place, notes, prefix, again: againFrom(ledger), isOnlyAgain: false });
      // Sometimes before it has even opened the database, mostly in the thick of it.
      await setTimeout(5 + Math.random() * LONGEST_MILLISECONDS);
      if (figures.cycles === crash?.cycle) await crash.fall();
      await service.kill();
      figures.cycles += 1;
      if (existsSync(notes)) ledger.read(notes);
      const next = await plan.placeOf(figures.cycles);
      isOver = figures.cycles === plan.cycles || elapsed() >= plan.seconds;
      const isLast = isOver || next !== place;
      await look(isLast || figures.cycles % WHOLE_EVERY === 0);
      if (isLast) {
        figures.acknowledged += ledger.answered.size;
        figures.resent += ledger.resent;
        figures.lost += ledger.lost.size;
        figures.doubled += ledger.doubled.size;
        figures.orphaned += ledger.orphaned;
        [place, ledger] = [next, new Ledger()];
      }
    }
  } finally {
    await services.stop();
  }
  return { ...figures, seconds: Number(elapsed().toFixed(1)) };

  async function look(isWhole: boolean): Promise<void> {
    const database = await openDatabase(place);
    const store = await openStore(database, { dueOf: () => null });
    await ledger.check(database, isWhole);
    if (isWhole) {
      const { faults } = await verifyStore(store);
      for (const fault of faults.slice(0, 3)) console.error(fault);
      figures.faults += faults.length;
    }
    await store.close();
  }
}

/** All that got no answer, and a few that did: they must get the same one. */
function againFrom({ open, answered }: Ledger) {
  const some = [...answered.values()].filter(() => Math.random() < 3 / answered.size);
  return [...open.values(), ...some.map(({ key, files }) => ({ key, files }))];
}
