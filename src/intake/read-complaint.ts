import { type Complaint, type ComplaintField, complaint } from '../schema/complaint.ts';
import type { FormError, FormValues } from '../schema/form-state.ts';

const FIELDS = Object.keys(complaint.shape).filter((field) => field !== 'files') as ComplaintField[];
const PLACES: FormError['field'][] = [...FIELDS, 'files', 'form'];

/** Checks what was sent: the complaint, or every error with its field in the order of the form. */
export function readComplaint(input: unknown): { complaint: Complaint } | { errors: FormError[] } {
  const result = complaint.safeParse(input);
  if (result.success) return { complaint: result.data };
  const errors = new Map<FormError['field'], FormError>();
  for (const { path, message } of result.error.issues) {
    const field = PLACES.find((name) => name === path[0]) ?? 'form';
    const key = message.startsWith('error.') ? message : 'error.form.shape';
    if (!errors.has(field)) errors.set(field, { field, key });
  }
  return { errors: [...errors.values()].sort((a, b) => PLACES.indexOf(a.field) - PLACES.indexOf(b.field)) };
}

/** The fields of a form post that the form has; all else is left out, and a repeated field counts once. */
export function readValues(body: unknown): FormValues {
  const posted = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown) => (Array.isArray(value) ? value[0] : value);
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = text(posted[field]);
      return typeof value === 'string' ? [[field, value.slice(0, 10_000)]] : [];
    }),
  );
}
