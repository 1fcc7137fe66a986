import { createHmac } from 'node:crypto';
import type { CaseState } from '../lib/case-path.ts';
import type { Link } from './store/chain.ts';
import type { OutboxLetter } from './store/outbox.ts';
import { eventOf } from './store/reads.ts';
import type { Store } from './store/store.ts';

export interface Webhook {
  url: string;
  /** Shared with the receiver. */
  secret: string;
}

/** Waits between tries, in seconds: from a moment to a day. After the last one the letter is dead. */
const WAITS = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 86_400];
const ANSWER_SECONDS = 15;
const AT_ONCE = 20;

/** What the bureau’s platform is told of an event: facts for its own records, nothing about any person. */
export function letterOf(link: Link, state: CaseState): string {
  const { data } = eventOf(link);
  const { access: _, ...facts } = 'access' in data ? data : { ...data, access: undefined };
  return JSON.stringify({
    id: `evt_${link.hash.slice(0, 32)}`,
    type: `case.${link.type}`,
    timestamp: link.at,
    data: { receipt: link.receipt, seq: link.seq, day: link.day, kind: state.kind, status: state.status, facts },
  });
}

/**
 * Signature by the Standard Webhooks specification (www.standardwebhooks.com), `v1` with HMAC-SHA256: over id,
 * seconds and body.
 */
export function signature(secret: string, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/**
 * Sends what lies in the outbox: each case’s letters in order, one at a time, again and again with growing waits, over
 * restarts, always with the same id. Several processes share one outbox. Gives a function that stops it.
 */
export function startPost(
  store: Store,
  webhook: Webhook,
  now: () => number,
  note: (text: string) => void,
  /** Milliseconds between looks into an empty box. */
  pause = 1000,
) {
  let isStopping = false;
  let sleeping: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const run = (async () => {
    while (!isStopping) {
      const tried = await rounds().catch((error: Error) => {
        note(`outbox: ${error.name}`);
        return 0;
      });
      if (tried > 0 || isStopping) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        sleeping = setTimeout(resolve, pause);
      });
    }
  })();

  async function rounds(): Promise<number> {
    const letters = await store.dueLetters(now(), AT_ONCE);
    const tried = await Promise.all(letters.map((letter) => deliver(letter)));
    return tried.filter(Boolean).length;
  }

  /** One try; false where another process has the letter. */
  async function deliver(letter: OutboxLetter): Promise<boolean> {
    // Claimed for longer than an answer may take, so that no other process sends it meanwhile.
    if (!(await store.claimLetter(letter, now() + 2 * ANSWER_SECONDS * 1000))) return false;
    const isTaken = await send(webhook, letter.body, now());
    const wait = WAITS[letter.attempts];
    if (isTaken) await store.settleLetter(letter.seq, { delivered: now() });
    else if (wait === undefined) await store.settleLetter(letter.seq, { dead: now() });
    else await store.settleLetter(letter.seq, { next: now() + wait * 1000 });
    return true;
  }

  return async () => {
    isStopping = true;
    clearTimeout(sleeping);
    wake?.();
    await run;
  };
}

/** One try; true where the receiver answered with success. */
async function send({ url, secret }: Webhook, body: string, at: number): Promise<boolean> {
  const { id } = JSON.parse(body) as { id: string };
  const seconds = Math.floor(at / 1000);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signature(secret, id, seconds, body),
      },
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
