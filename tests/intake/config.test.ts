import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/intake/config.ts';

describe('the configuration', () => {
  it('stops with a sentence that names the wrong value', () => {
    expect(() => readConfig({ PORT: 'four' })).toThrow('PORT');
    expect(() => readConfig({ INTAKE_RECIPIENTS: 'AGE-SECRET-KEY-1XYZ' })).toThrow(
      'INTAKE_RECIPIENTS must be age public keys',
    );
  });

  it.each([
    ['a database that is none', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    ['a shared database without a shared secret', { DATABASE_URL: 'postgres://x/y' }, 'INTAKE_SECRET'],
    ['a receiver without a secret', { WEBHOOK_URL: 'https://bureau.example/hook' }, 'WEBHOOK_SECRET'],
    ['a short secret', { WEBHOOK_URL: 'https://bureau.example/hook', WEBHOOK_SECRET: 'short' }, '24'],
  ])('refuses %s', (_, environment, said) => {
    expect(() => readConfig(environment)).toThrow(said);
  });

  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ PORT: 4321, HOST: '127.0.0.1', VAR_DIR: 'var', CONTENT_DIR: 'content' });
  });
});
