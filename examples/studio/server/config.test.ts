import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('has defaults, and reads the environment', () => {
    expect(readConfig({})).toMatchObject({
      port: 5180,
      dataDirectory: expect.stringMatching(/studio\/\.data$/),
      pluginsDirectory: expect.stringMatching(/examples\/plugins$/),
      allowPrivate: [],
      ai: undefined,
    });
    const env = { PORT: '0', DATA_DIR: '/data', PLUGINS_DIR: '/plugins', ALLOW_PRIVATE: '10.0.0.0/8, ::1' };
    expect(readConfig(env)).toMatchObject({
      port: 0,
      dataDirectory: '/data',
      pluginsDirectory: '/plugins',
      allowPrivate: ['10.0.0.0/8', '::1'],
    });
    const ai = { AI_BASE_URL: 'https://ai.example/v1', AI_MODEL: 'small-1' };
    expect(readConfig(ai).ai).toMatchObject({ baseUrl: ai.AI_BASE_URL, model: ai.AI_MODEL });
    const shared = { DATABASE_URL: 'postgres://db.example/studio', SESSION_SECRET: 's'.repeat(32) };
    expect(readConfig(shared)).toMatchObject({
      databaseUrl: shared.DATABASE_URL,
      sessionSecret: shared.SESSION_SECRET,
    });
  });

  it.each(['abc', '-1', '65536', '80.5'])('refuses PORT=%s', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow('set it to a number from 0 to 65535');
  });

  it('refuses a secret that can be guessed', () => {
    expect(() => readConfig({ SESSION_SECRET: 'short' })).toThrow('at least 32 characters');
  });
});
