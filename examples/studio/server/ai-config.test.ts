import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readAiConfig } from './ai-config.ts';

const AI_API_KEY = randomBytes(16).toString('hex');
const AI_BASE_URL = 'https://ai.example/v1/';
const AI_MODEL = 'small-1';

describe('readAiConfig', () => {
  it('has no endpoint where none is named', () => {
    expect(readAiConfig({})).toBeUndefined();
  });

  it('reads address, key and model; an endpoint on this machine may need no key', () => {
    expect(readAiConfig({ AI_BASE_URL, AI_API_KEY, AI_MODEL })).toEqual({
      baseUrl: 'https://ai.example/v1',
      apiKey: AI_API_KEY,
      model: AI_MODEL,
    });
    const local = { AI_BASE_URL: 'http://127.0.0.1:11434/v1', AI_MODEL };
    expect(readAiConfig(local)).toMatchObject({ baseUrl: local.AI_BASE_URL, apiKey: undefined });
  });

  it.each([
    ['no address', { AI_API_KEY, AI_MODEL }, 'AI_BASE_URL is not set'],
    ['no model', { AI_BASE_URL, AI_API_KEY }, 'AI_MODEL is not set'],
    ['no encryption', { AI_BASE_URL: 'http://ai.example/v1', AI_MODEL }, 'must be an https: address'],
    ['no address at all', { AI_BASE_URL: 'ai.example', AI_MODEL }, 'must be an https: address'],
    ['a key in the address', { AI_BASE_URL: 'https://k:k@ai.example', AI_MODEL }, 'AI_API_KEY'],
    ['a key with a line break', { AI_BASE_URL, AI_MODEL, AI_API_KEY: 'a\nb' }, 'no header can carry'],
  ])('refuses %s, and does not repeat the key', (_, env, message) => {
    expect(() => readAiConfig(env)).toThrow(message);
    expect(() => readAiConfig(env)).not.toThrow(AI_API_KEY);
  });
});
