import { advance, type CaseState } from '../../lib/case-path.ts';
import type { EventData } from '../../schema/case-event.ts';
import { linkHash, START, sha256 } from './chain.ts';
import { eventOf, type Store } from './store.ts';

export interface Verified {
  events: number;
  cases: number;
  blobs: number;
  /** Hash of the last link: written down elsewhere, it also shows when links were cut off the end. */
  head: string;
  /** What does not agree, in sentences. */
  faults: string[];
}

/** Checks every byte that the chain covers: links, what the cases say, sealed bytes and files. */
export async function verifyStore(store: Store): Promise<Verified> {
  const faults: string[] = [];
  const states = new Map<string, { state: CaseState; begun: EventData<'received'> }>();
  const seals = new Map<string, { receipt: string; digest: string }>();
  let [seq, head] = [0, START];
  for await (const link of store.links()) {
    seq += 1;
    if (link.seq !== seq) faults.push(`Link ${seq} is missing: the next one is ${link.seq}.`);
    seq = link.seq;
    if (link.prev !== head) faults.push(`Link ${link.seq} does not follow the one before it.`);
    if (linkHash(link) !== link.hash) faults.push(`Link ${link.seq} (${link.receipt}) was changed.`);
    head = link.hash;
    try {
      const event = eventOf(link);
      const known = states.get(link.receipt);
      const state = advance(known?.state, event);
      const begun = event.type === 'received' ? event.data : known?.begun;
      if (begun !== undefined) states.set(link.receipt, { state, begun });
      for (const [id, digest] of Object.entries(JSON.parse(link.seals) as Record<string, string>)) {
        seals.set(id, { receipt: link.receipt, digest });
      }
    } catch (error) {
      faults.push(`Link ${link.seq} (${link.receipt}) cannot be: ${(error as Error).message}`);
    }
  }
  const cases = await checkCases(store, states, faults);
  const blobs = await checkBlobs(store, states, seals, faults);
  return { events: seq, cases, blobs, head, faults };
}

async function checkCases(
  store: Store,
  states: Map<string, { state: CaseState; begun: EventData<'received'> }>,
  faults: string[],
): Promise<number> {
  const left = new Set(states.keys());
  for await (const kept of store.each()) {
    left.delete(kept.receipt);
    const expected = states.get(kept.receipt);
    if (expected === undefined) {
      faults.push(`Case ${kept.receipt} has no events.`);
      continue;
    }
    const { state, begun } = expected;
    const told = { kind: kept.kind, mall: kept.mall, object: kept.object, problem: kept.problem, locale: kept.locale };
    const said = {
      kind: begun.kind,
      mall: begun.mall,
      object: begun.object,
      problem: begun.problem,
      locale: begun.locale,
    };
    const access = { codeHash: kept.codeHash, keyHash: kept.keyHash, bodyMac: kept.bodyMac, replyKey: kept.replyKey };
    const agrees =
      same(kept.state, state) &&
      same(told, said) &&
      same(access, begun.access) &&
      same(kept.flags, begun.flags) &&
      kept.received === state.received;
    if (!agrees) faults.push(`Case ${kept.receipt} says something else than its events.`);
    const files = (await store.files(kept.receipt)).map(({ id, sha256: digest }) => `${id} ${digest}`);
    const named = (await store.events(kept.receipt)).flatMap((link) => {
      const { data } = eventOf(link);
      return 'files' in data ? data.files.map(({ id, sha256: digest }) => `${id} ${digest}`) : [];
    });
    if (!state.isPurged && !same(files.sort(), named.sort())) {
      faults.push(`The files of case ${kept.receipt} are not those its events name.`);
    }
  }
  for (const receipt of left) faults.push(`Case ${receipt} has events, but is gone.`);
  let count = 0;
  for (const receipt of states.keys()) if (!left.has(receipt)) count += 1;
  return count;
}

async function checkBlobs(
  store: Store,
  states: Map<string, { state: CaseState }>,
  seals: Map<string, { receipt: string; digest: string }>,
  faults: string[],
): Promise<number> {
  const left = new Map(seals);
  let count = 0;
  for (const { id, receipt } of await store.blobIds()) {
    if (receipt === null) continue;
    count += 1;
    const expected = left.get(id);
    left.delete(id);
    if (expected === undefined || expected.receipt !== receipt) {
      faults.push(`Sealed bytes ${id} of case ${receipt} are named by no event.`);
    } else if (sha256((await store.blob(id)) ?? '') !== expected.digest) {
      faults.push(`Sealed bytes ${id} of case ${receipt} were changed.`);
    }
  }
  for (const [id, { receipt }] of left) {
    if (!states.get(receipt)?.state.isPurged) faults.push(`Sealed bytes ${id} of case ${receipt} are gone.`);
  }
  return count;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
