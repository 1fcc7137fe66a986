import { z } from 'zod';
import { type Fault, FOLDERS, type OpenFile, type Rule } from '../content.ts';

/** Every file fits its schema: each field known, none missing, each value of its kind. */
export const matchesSchema: Rule = {
  name: 'matches-schema',
  scope: 'file',
  check: (file) => file.issues.flatMap((issue) => explain(file, issue)),
};

function explain(file: OpenFile, issue: z.core.$ZodIssue): Fault[] {
  const schema = schemaAt(FOLDERS[file.folder as keyof typeof FOLDERS].schema(file.id), issue.path);
  const fault = (path: PropertyKey[], next: string) => ({
    file: file.path,
    field: path.map(String).join('.') || 'whole file',
    value: print(valueAt(file.value, path)),
    next,
  });
  if (issue.code === 'unrecognized_keys' || issue.code === 'invalid_key') {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return keys.map((path) =>
      fault(path, `There is no such field here. Remove it, or write one of: ${knownKeys(schema)}.`),
    );
  }
  if (issue.code === 'invalid_value')
    return [fault(issue.path, `Write one of: ${issue.values.map(String).join(', ')}.`)];
  const meaning = schema?.description === undefined ? '' : ` It means: ${schema.description}.`;
  if (valueAt(file.value, issue.path) === undefined)
    return [fault(issue.path, `The field is missing: add it.${meaning}`)];
  return [fault(issue.path, `${issue.message.replace(/\.?$/, '.')}${meaning}`)];
}

function knownKeys(schema: z.ZodType | undefined): string {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape).join(', ');
  if (inner instanceof z.ZodRecord && inner.keyType instanceof z.ZodEnum) return inner.keyType.options.join(', ');
  return 'those in src/schema';
}

function schemaAt(schema: z.ZodType | undefined, path: PropertyKey[]): z.ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined || schema === undefined) return schema;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return schemaAt(inner.shape[String(key)], rest);
  if (inner instanceof z.ZodArray) return schemaAt(inner.element as z.ZodType, rest);
  if (inner instanceof z.ZodRecord) return rest.length === 0 ? inner : schemaAt(inner.valueType as z.ZodType, rest);
  return undefined;
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wrapped ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function print(value: unknown): string {
  if (value === undefined) return '(missing)';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
