import { describe, expect, it } from 'vitest';
import { checkOptions, type PluginServerOptions } from './options.ts';

const valid: PluginServerOptions = { db: { directory: '.data' }, authenticate: () => null };

describe('checkOptions', () => {
  it.each([
    valid,
    { ...valid, db: { connectionString: 'postgres://localhost' } },
    { ...valid, basePath: '/api/plugins' },
    { ...valid, basePath: ['/api/plugins', '/plugins'] },
  ])('accepts %o', (options) => {
    expect(() => checkOptions(options)).not.toThrow();
  });

  it.each([
    [undefined, 'db'],
    [{}, 'db'],
    [{ ...valid, db: null }, 'db'],
    [{ ...valid, db: 'postgres://localhost' }, 'db'],
    // What an unset environment variable makes of it.
    [{ ...valid, db: { connectionString: undefined } }, 'db'],
    [{ ...valid, db: { connectionString: '' } }, 'db'],
    [{ ...valid, db: { directory: 'a', pool: {} } }, 'db'],
    [{ db: valid.db }, 'authenticate'],
    [{ ...valid, basePath: 'plugins' }, 'basePath'],
  ])('refuses %o', (options, name) => {
    const message = expect.stringContaining(`createPluginServer: ${name}`);
    const check = () => checkOptions(options as PluginServerOptions);
    expect(check).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', message }));
  });
});
