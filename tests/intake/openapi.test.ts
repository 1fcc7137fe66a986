import { describe, expect, it } from 'vitest';
import { openApi } from '../../src/intake/openapi.ts';
import { complaint } from '../../src/schema/complaint.ts';
import { scratchIntake } from './scratch-intake.ts';

describe('the description of the interface', () => {
  it('is served, is OpenAPI 3.1, and refers to nothing that it lacks', async () => {
    const { app, store } = await scratchIntake();
    const { body, headers } = await app.inject({ url: '/api/v1/openapi.json' });
    expect(headers['content-type']).toContain('application/json');
    const document = JSON.parse(body) as ReturnType<typeof openApi>;
    expect(document.openapi).toMatch(/^3\.1/);
    for (const [, name] of body.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name ?? '');
    }
    await app.close();
    await store.close();
  });

  it('has every field of the schema that checks a complaint, and every address that the service has', async () => {
    const { components, paths } = openApi();
    const described = components.schemas['Complaint'] as unknown as { properties: object };
    expect(Object.keys(described.properties)).toEqual(Object.keys(complaint.shape));
    const { app, store } = await scratchIntake();
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const url = path.replace(/\{(\w+)\}/g, ':$1');
        expect(app.hasRoute({ method: method.toUpperCase() as 'GET', url }), `${method} ${path}`).toBe(true);
      }
    }
    await app.close();
    await store.close();
  });
});
