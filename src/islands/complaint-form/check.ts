import { complaint } from '../../schema/complaint.ts';
import type { FormError, FormValues } from '../../schema/form-state.ts';

/** Every error of the values, in the order of the form: by the schema that the intake checks with. */
export function check(values: FormValues): FormError[] {
  const result = complaint.safeParse(values);
  if (result.success) return [];
  const fields = Object.keys(complaint.shape);
  const errors = new Map<string, FormError>();
  for (const { path, message } of result.error.issues) {
    const field = String(path[0]) as FormError['field'];
    if (!errors.has(field)) errors.set(field, { field, key: message });
  }
  return [...errors.values()].sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
}
