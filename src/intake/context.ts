import type { Laws } from '../lib/case-clock.ts';
import type { FormState } from '../schema/form-state.ts';
import type { Busy } from './guard/busy.ts';
import type { Guard } from './guard/guard.ts';
import type { ReadPage } from './pages.ts';
import type { Intake } from './submit.ts';

/** What the routes share. */
export interface Context {
  intake: Intake;
  guard: Guard;
  busy: Busy;
  laws: Laws;
  readPage: ReadPage;
  /** Draws the form between its markers; made from the site's component and handed in. */
  renderForm: (state: FormState) => string;
  /** How long a receipt page can be opened again, in milliseconds; a day where it is not said. */
  receiptLife?: number;
  /** Milliseconds since 1970. */
  now: () => number;
}
