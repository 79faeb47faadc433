import { afterEach, expect, it, vi } from 'vitest';
import { listen } from './http-listener.ts';

afterEach(() => vi.useRealTimers());

it('closes as soon as what is under way has ended, though its client keeps the connection', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let end = (): void => undefined;
  const listener = await listen((_request, response) => {
    response.write('first ');
    end = () => response.end('last');
  }, 0);
  const answer = await fetch(listener.url);
  const closed = listener.close();
  await expect(fetch(listener.url)).rejects.toThrow();
  end();
  expect(await answer.text()).toBe('first last');
  // The time in which everything is cut off never passes here.
  await closed;
});
