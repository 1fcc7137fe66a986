import { advance, type CaseState } from '../../lib/case-path.ts';
import type { EventData, Evidence } from '../../schema/case-event.ts';
import { linkHash, START, sha256 } from './chain.ts';
import { eventOf, type Reads } from './reads.ts';
import type { Store } from './store.ts';

export interface Verified {
  events: number;
  cases: number;
  blobs: number;
  /** Hash of the last link: written down elsewhere, it also shows when links were cut off the end. */
  head: string;
  /** What does not agree, in sentences. */
  faults: string[];
}

/** What the events of a case come to. */
interface Expected {
  state: CaseState;
  begun: EventData<'received'>;
  seq: number;
  files: Evidence[];
}

/** Sealed bytes as the newest event that names them has them: their kind and digest. */
type Seals = Map<string, { receipt: string; sealed: string }>;

/**
 * Checks every byte that the chain covers: links, what the cases say, sealed bytes and files, all as they were at one
 * moment. Not covered is what serves questions alone: the next day due, and the time a file arrived.
 */
export async function verifyStore(store: Pick<Store, 'snapshot'>): Promise<Verified> {
  return store.snapshot(async (reads) => {
    const faults: string[] = [];
    /** Runs a part of the check; a row that cannot even be read is a fault. */
    const part = (what: string, check: () => Promise<number>) =>
      check().catch((error: Error) => {
        faults.push(`A row of ${what} cannot be read: ${error.message}`);
        return 0;
      });
    const chain = await checkChain(reads, faults);
    const cases = await part('cases', () => checkCases(reads, chain.cases, chain.seals, faults));
    const blobs = await part('blobs', () => checkBlobs(reads, chain.cases, chain.seals, faults));
    return { events: chain.events, cases, blobs, head: chain.head, faults };
  });
}

async function checkChain(reads: Reads, faults: string[]) {
  const cases = new Map<string, Expected>();
  const seals: Seals = new Map();
  let [seq, head] = [0, START];
  for await (const link of reads.links()) {
    seq += 1;
    if (link.seq !== seq) faults.push(`Link ${seq} is missing: the next one is ${link.seq}.`);
    seq = link.seq;
    if (link.prev !== head) faults.push(`Link ${link.seq} does not follow the one before it.`);
    if (linkHash(link) !== link.hash) faults.push(`Link ${link.seq} (${link.receipt}) was changed.`);
    head = link.hash;
    try {
      const event = eventOf(link);
      const known = cases.get(link.receipt);
      const state = advance(known?.state, event);
      const begun = event.type === 'received' ? event.data : known?.begun;
      const files = [...(known?.files ?? []), ...('files' in event.data ? event.data.files : [])];
      if (begun !== undefined) cases.set(link.receipt, { state, begun, seq: known?.seq ?? link.seq, files });
      for (const [id, sealed] of Object.entries(JSON.parse(link.seals) as Record<string, string>)) {
        seals.set(id, { receipt: link.receipt, sealed });
      }
    } catch (error) {
      faults.push(`Link ${link.seq} (${link.receipt}) cannot be: ${(error as Error).message}`);
    }
  }
  return { events: seq, head, cases, seals };
}

async function checkCases(reads: Reads, cases: Map<string, Expected>, seals: Seals, faults: string[]): Promise<number> {
  const left = new Set(cases.keys());
  let count = 0;
  for await (const kept of reads.each()) {
    left.delete(kept.receipt);
    count += 1;
    const expected = cases.get(kept.receipt);
    if (expected === undefined) {
      faults.push(`Case ${kept.receipt} has no events.`);
      continue;
    }
    const { state, begun, seq } = expected;
    const { kind, mall, object, problem, locale, flags, access } = begun;
    const { codeHash, keyHash, bodyMac, replyKey } = kept;
    const told = [kept.seq, kept.kind, kept.mall, kept.object, kept.problem, kept.locale, kept.flags, kept.received];
    const agrees =
      same([...told, kept.status], [seq, kind, mall, object, problem, locale, flags, state.received, state.status]) &&
      same(kept.state, state) &&
      same({ codeHash, keyHash, bodyMac, replyKey, replySeal: sha256(kept.replySeal) }, access);
    if (!agrees) faults.push(`Case ${kept.receipt} says something else than its events.`);
    if (!state.isPurged && !(await filesAgree(reads, kept.receipt, expected.files, seals))) {
      faults.push(`The files of case ${kept.receipt} are not those its events name.`);
    }
  }
  for (const receipt of left) faults.push(`Case ${receipt} has events, but is gone.`);
  return count;
}

async function filesAgree(reads: Reads, receipt: string, named: Evidence[], seals: Seals): Promise<boolean> {
  const files = await reads.files(receipt);
  const told = files.map(({ id, type, bytes, sha256: digest }) => `${id} ${type} ${bytes} ${digest}`);
  const said = named.map(({ id, type, bytes, sha256: digest }) => `${id} ${type} ${bytes} ${digest}`);
  const isOfKind = (id: string, kind: string) => seals.get(id)?.sealed.startsWith(`${kind} `) === true;
  return (
    same(told.sort(), said.sort()) &&
    files.every(({ original, copy }) => isOfKind(original, 'original') && isOfKind(copy, 'copy'))
  );
}

async function checkBlobs(reads: Reads, cases: Map<string, Expected>, seals: Seals, faults: string[]): Promise<number> {
  const left = new Map(seals);
  let count = 0;
  for (const { id, receipt, kind, digest } of await reads.blobIds()) {
    if (receipt === null) continue;
    count += 1;
    const expected = left.get(id);
    left.delete(id);
    const sealed = `${kind} ${sha256((await reads.blob(id)) ?? '')}`;
    if (expected === undefined || expected.receipt !== receipt) {
      faults.push(`Sealed bytes ${id} of case ${receipt} are named by no event.`);
    } else if (sealed !== expected.sealed || sealed !== `${kind} ${digest}`) {
      faults.push(`Sealed bytes ${id} of case ${receipt} were changed.`);
    }
  }
  for (const [id, { receipt }] of left) {
    if (!cases.get(receipt)?.state.isPurged) faults.push(`Sealed bytes ${id} of case ${receipt} are gone.`);
  }
  return count;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
