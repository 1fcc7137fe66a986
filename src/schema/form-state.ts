import type { Locale } from './basics.ts';
import type { ComplaintField } from './complaint.ts';

/** What stands in the fields, as a form posts it: text, and `true` for a tick. */
export type FormValues = Partial<Record<ComplaintField, string>>;

export interface FormError {
  /** Field, or `form` for what concerns the whole. */
  field: ComplaintField | 'form';
  /** String key of content/ui/<locale>/form.json. */
  key: string;
}

/** Everything the form needs to be drawn, on the server and in the browser alike. */
export interface FormState {
  locale: Locale;
  mode: 'edit' | 'review';
  values: FormValues;
  errors: FormError[];
  /** Idempotency key; empty until the answers are checked. */
  key: string;
}
