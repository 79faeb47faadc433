import { describe, expect, it, vi } from 'vitest';
import { createAddressRule } from './address.ts';
import { createAddressGuard } from './guarded-lookup.ts';

const HOP = { url: new URL('https://api.example.com/'), redirects: 0 };
const isAllowed = createAddressRule([]);

function guardFor(...answers: string[][]) {
  const resolve = vi.fn(
    async () =>
      (answers.length > 1 ? answers.shift() : (answers[0] ?? []))?.map((address) => ({
        address,
        family: 4,
      })) ?? [],
  );
  return { resolve, guard: createAddressGuard({ isAllowed, resolve }) };
}

describe('createAddressGuard', () => {
  it('gives the socket the addresses that were checked, in either form Node asks for', async () => {
    const { guard, resolve } = guardFor(['93.184.215.14', '2606:2800:21f::1'], ['127.0.0.1']);
    const lookup = await guard(HOP);
    const told = vi.fn();
    lookup('api.example.com', { all: true }, told);
    lookup('api.example.com', {}, told);
    expect(told.mock.calls).toEqual([
      [
        null,
        [
          { address: '93.184.215.14', family: 4 },
          { address: '2606:2800:21f::1', family: 6 },
        ],
      ],
      [null, '93.184.215.14', 4],
    ]);
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['first', ['127.0.0.1', '93.184.215.14']],
    ['last', ['93.184.215.14', '2606:2800:21f::1', '::1']],
    ['alone', ['10.0.0.1']],
    ['not even an address', ['93.184.215.14', 'evil']],
  ])('refuses a name whose private address is %s, without saying it', async (_, addresses) => {
    await expect(guardFor(['93.184.215.14']).guard(HOP)).resolves.toBeDefined();
    await expect(guardFor(addresses).guard(HOP)).rejects.toMatchObject({
      status: 403,
      code: 'PERMISSION_DENIED',
      message: 'network.fetch: https://api.example.com resolves to a private address',
    });
  });

  it('refuses a name without addresses', async () => {
    await expect(guardFor([]).guard(HOP)).rejects.toMatchObject({ status: 502, code: 'NETWORK_ERROR' });
  });

  it.each(['https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'https://[::ffff:8.8.8.8]/'])(
    'judges the literal of %s without a lookup',
    async (address) => {
      const { guard, resolve } = guardFor(['93.184.215.14']);
      await expect(guard({ ...HOP, url: new URL(address) })).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
      });
      await expect(guard({ ...HOP, url: new URL('https://[2606:2800:21f::1]/') })).resolves.toBeDefined();
      expect(resolve).not.toHaveBeenCalled();
    },
  );
});
