interface Challenge {
  salt: string;
  expires: number;
  bits: number;
  mac: string;
}

/** How many tries are made before the page may breathe. */
const SLICE = 256;

/** Does the small piece of work that the intake asks of machines. Undefined where it cannot: nothing hangs on it. */
export async function solveProof(signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await fetch('/api/v1/challenge', { signal });
    if (!answer.ok) return undefined;
    const { salt, expires, bits, mac } = (await answer.json()) as Challenge;
    const encoder = new TextEncoder();
    for (let nonce = 0; !signal.aborted; nonce += SLICE) {
      const digests = await Promise.all(
        Array.from({ length: SLICE }, (_, at) =>
          crypto.subtle.digest('SHA-256', encoder.encode(`${salt}.${nonce + at}`)),
        ),
      );
      const found = digests.findIndex((digest) => new DataView(digest).getUint32(0) >>> (32 - bits) === 0);
      if (found >= 0) return [salt, expires, bits, mac, nonce + found].join('.');
    }
  } catch {
    // No line, or a browser without the means.
  }
  return undefined;
}
