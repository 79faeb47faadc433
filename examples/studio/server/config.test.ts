import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('has defaults, and reads PORT and DATA_DIR', () => {
    expect(readConfig({})).toMatchObject({
      port: 5180,
      dataDirectory: expect.stringMatching(/studio\/\.data$/),
    });
    expect(readConfig({ PORT: '0', DATA_DIR: '/data' })).toMatchObject({ port: 0, dataDirectory: '/data' });
  });

  it.each(['abc', '-1', '65536', '80.5'])('refuses PORT=%s', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow('set it to a number from 0 to 65535');
  });
});
