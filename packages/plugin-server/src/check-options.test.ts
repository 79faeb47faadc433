import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';
import type { PluginServerOptions } from './options.ts';

const valid: PluginServerOptions = { db: { directory: '.data' }, authenticate: () => null };

describe('checkOptions', () => {
  it.each<PluginServerOptions>([
    valid,
    { ...valid, db: { connectionString: 'postgres://localhost' } },
    { ...valid, basePath: '/api/plugins' },
    { ...valid, basePath: ['/api/plugins', '/plugins'] },
    { ...valid, rateLimits: false, network: false, events: false },
    {
      ...valid,
      rateLimits: { read: { requests: 5, perMs: 1000 } },
      network: {},
      events: {},
    },
    {
      ...valid,
      origins: ['https://app.example.com'],
      logger: console,
      shutdownMs: 0,
      tables: { users: null },
    },
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
    [{ ...valid, origins: 'https://app.example.com' }, 'origins must be a list'],
    [
      { ...valid, origins: ['app.example.com'] },
      'origins.0 must be like "https://app.example.com", not "app',
    ],
    [
      { ...valid, runtime: { frameAncestors: 'https://app.example.com' } },
      'runtime.frameAncestors must be a list',
    ],
    // A limit that would not limit.
    [{ ...valid, rateLimits: { read: 5 } }, 'rateLimits read must be like { requests: 60, perMs: 60_000 }'],
    [
      { ...valid, rateLimits: { read: { requests: 0, perMs: 1 } } },
      'rateLimits.read.requests must be at least 1',
    ],
    [{ ...valid, rateLimits: { reads: { requests: 1, perMs: 1 } } }, 'rateLimits reads is not an option'],
    [{ ...valid, rateLimits: true }, 'rateLimits must be false or an object'],
    [{ ...valid, rateLimiter: {} }, 'rateLimiter must have take()'],
    [{ ...valid, events: { pollMs: '2s' } }, 'events pollMs must be a number'],
    [{ ...valid, netwrok: false }, 'netwrok is not an option'],
    [{ ...valid, network: { alowPrivate: [] } }, 'network alowPrivate is not an option'],
    [{ ...valid, shutdownMs: -1 }, 'shutdownMs must be at least 0'],
  ])('refuses %o', (options, name) => {
    const message = expect.stringContaining(`createPluginServer: ${name}`);
    const check = () => checkOptions(options as PluginServerOptions);
    expect(check).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', message }));
  });
});
