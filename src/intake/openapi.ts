import { z } from 'zod';
import { complaint } from '../schema/complaint.ts';
import { MOST_FILE_BYTES } from '../schema/limits.ts';
import { RATINGS, status } from '../schema/taxonomy.ts';
import { SITE } from '../site.ts';
import { senderAction } from './sender.ts';

const localized = z.object({ zh: z.string(), en: z.string(), es: z.string() });
const day = z.iso.date();

const clock = z.object({
  key: z.enum(['step.decide', 'step.mediate', 'step.notifyEnd', 'step.verify']),
  days: z.int(),
  unit: z.enum(['working', 'calendar']),
  article: localized.describe('Law and article that sets the time'),
  due: day.nullable().describe('Last day; null while it is not known'),
  done: day.nullable(),
  isKept: z.boolean().nullable(),
  isStopped: z.boolean().describe('Testing goes on and is not counted'),
});
const receipt = z.object({
  receipt: z.string().describe('Number: 8 symbols of Crockford base32, the last a check symbol'),
  code: z.string().describe('Tracking code: 16 such symbols. It is not stored and cannot be given again'),
  kind: z.enum(['complaint', 'report']),
  received: day.describe('Asia/Shanghai'),
  next: z.array(clock),
  track: z.string(),
});
const file = z.object({ id: z.string(), type: z.string(), bytes: z.int(), sha256: z.string() });
const standing = z.object({
  receipt: z.string(),
  kind: z.enum(['complaint', 'report']),
  status,
  received: day,
  outcome: z.string().nullable(),
  ground: z.string().nullable(),
  rating: z.enum(RATINGS),
  next: z.array(clock),
  steps: z.array(z.object({ type: z.string(), day })),
  replies: z.array(z.object({ day, text: z.string() })),
  may: z.object({ write: z.boolean(), withdraw: z.boolean(), rate: z.boolean() }),
});
const problem = z.object({
  type: z.string(),
  status: z.int(),
  title: z.string().describe('In the language of the request'),
  errors: z.array(z.object({ field: z.string(), key: z.string(), message: z.string() })).optional(),
});
const challenge = z.object({ salt: z.string(), expires: z.int(), bits: z.int(), mac: z.string() });

const SCHEMAS = {
  Complaint: complaint,
  Receipt: receipt,
  File: file,
  Case: standing,
  Action: senderAction,
  Problem: problem,
  Challenge: challenge,
} as const;

/** The interface as an OpenAPI 3.1 document; what is sent is described by the schemas that check it. */
export function openApi() {
  const schemas = Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' }),
    ]),
  );
  return {
    openapi: '3.1.1',
    info: {
      title: `${SITE.name.en}: intake of consumer complaints and reports`,
      version: '1',
      description:
        'A complaint is answered with a receipt only when it is on the disk. The same Idempotency-Key gives the same ' +
        'receipt for ever; with another content it is refused.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: SITE.url }],
    paths: {
      '/api/v1/complaints': {
        post: operation('sendComplaint', 'Send a complaint or a report', {
          parameters: [key('Idempotency-Key')],
          body: json('Complaint'),
          answers: { 201: answer('Kept', 'Receipt') },
          faults: [400, 413, 415, 422, 429, 503],
        }),
      },
      '/api/v1/complaints/{receipt}': {
        get: operation('readCase', 'How a case stands', {
          parameters: [number],
          isCoded: true,
          answers: { 200: answer('The case', 'Case') },
          faults: [401, 404, 429],
        }),
      },
      '/api/v1/complaints/{receipt}/actions': {
        post: operation('actOnCase', 'Add words or files, withdraw, rate the end', {
          parameters: [number, key('Idempotency-Key')],
          isCoded: true,
          body: json('Action'),
          answers: { 200: answer('The case afterwards', 'Case') },
          faults: [400, 401, 404, 409, 422, 429, 503],
        }),
      },
      '/api/v1/files': {
        post: operation('sendFile', `Send evidence ahead: JPEG, PNG, WebP or PDF, up to ${MOST_FILE_BYTES} bytes`, {
          parameters: [key('Upload-Key')],
          body: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          answers: { 201: answer('Sealed and waiting', 'File') },
          faults: [400, 413, 422, 429, 503],
        }),
        get: operation('listFiles', 'Files that wait under a key', {
          parameters: [key('Upload-Key')],
          answers: { 200: { description: 'The files', content: listOf('files', 'File') } },
          faults: [400],
        }),
      },
      '/api/v1/files/{id}': {
        delete: operation('dropFile', 'Remove a file that waits', {
          parameters: [path('id'), key('Upload-Key')],
          answers: { 204: { description: 'Removed' } },
          faults: [400, 404],
        }),
      },
      '/api/v1/challenge': {
        get: operation('challenge', 'A small piece of work that raises the limits, sent back in X-Proof', {
          answers: { 200: answer('The work', 'Challenge') },
          faults: [],
        }),
      },
    },
    components: {
      schemas,
      securitySchemes: { code: { type: 'http', scheme: 'bearer', description: 'The tracking code' } },
    },
  };
}

const number = path('receipt');

function path(name: string) {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function key(name: string) {
  const description = 'Drawn by the sender, one for each complaint; files wait under the key of theirs';
  return { name, in: 'header', required: true, description, schema: { type: 'string', pattern: '^[\\w-]{16,80}$' } };
}

function reference(name: keyof typeof SCHEMAS) {
  return { $ref: `#/components/schemas/${name}` };
}

function json(name: keyof typeof SCHEMAS) {
  return { 'application/json': { schema: reference(name) } };
}

function listOf(property: string, name: keyof typeof SCHEMAS) {
  const schema = { type: 'object', properties: { [property]: { type: 'array', items: reference(name) } } };
  return { 'application/json': { schema } };
}

function answer(description: string, name: keyof typeof SCHEMAS) {
  return { description, content: json(name) };
}

function operation(
  operationId: string,
  summary: string,
  {
    parameters = [],
    body,
    answers,
    faults,
    isCoded = false,
  }: { parameters?: object[]; body?: object; answers: object; faults: number[]; isCoded?: boolean },
) {
  const content = { 'application/problem+json': { schema: reference('Problem') } };
  const refusals = Object.fromEntries(faults.map((code) => [code, { description: 'Refused', content }]));
  return {
    operationId,
    summary,
    parameters,
    ...(body && { requestBody: { required: true, content: body } }),
    ...(isCoded && { security: [{ code: [] }] }),
    responses: { ...answers, ...refusals },
  };
}
