import { expect, it } from 'vitest';
import { torture } from '../../scripts/torture/torture.ts';

// A sample; `npm run torture` kills a thousand times.
it('has everything that it acknowledged, however often it is killed, and promises nothing on a sick disk', async () => {
  const { kills, sameKey, sickDisk } = await torture({ cycles: 12, postgres: 4, seconds: 12 });
  for (const figures of kills) expect(figures).toMatchObject({ lost: 0, doubled: 0, orphaned: 0, faults: 0 });
  expect(kills[0]?.acknowledged).toBeGreaterThan(0);
  for (const result of [...sameKey, ...sickDisk]) expect(result).toMatchObject({ isRight: true });
});
