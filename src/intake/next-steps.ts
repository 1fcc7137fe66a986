import { type CaseClock, caseClocks, type Laws } from '../lib/case-clock.ts';
import { newState } from '../lib/case-path.ts';
import type { Receipt } from './submit.ts';

/** What happens next, as it is known on the day of receipt. */
export function nextSteps({ kind, received }: Pick<Receipt, 'kind' | 'received'>, laws: Laws): CaseClock[] {
  return caseClocks(newState(received, kind), laws, received);
}
