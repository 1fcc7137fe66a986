import type { Locale } from './basics.ts';
import type { ComplaintField } from './complaint.ts';

/** What stands in the fields, as a form posts it: text, and `true` for a tick. */
export type FormValues = Partial<Record<ComplaintField, string>>;

export interface FormError {
  /** Field, or `form` for what concerns the whole. */
  field: ComplaintField | 'files' | 'form';
  /** String key of content/ui/<locale>/form.json. */
  key: string;
  /** Fills the places of the text, as the name of a file. */
  values?: Record<string, string | number>;
}

/** A file of evidence that waits on the server for its complaint. */
export interface WaitingFile {
  id: string;
  name: string;
  bytes: number;
}

/** Everything the form needs to be drawn, on the server and in the browser alike. */
export interface FormState {
  locale: Locale;
  mode: 'edit' | 'review';
  values: FormValues;
  errors: FormError[];
  /** Evidence sent so far. */
  files: WaitingFile[];
  /** Idempotency key, under which files wait too; empty until something is sent. */
  key: string;
}
