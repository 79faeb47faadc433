import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useUpstream } from '../../src/network/test-upstream.ts';
import { type Conformance, createConformance, USER_IDS } from './conformance-catalogue.ts';
import { CONTRACTS, contractOf, difference, type Exchange, requireContract, run } from './conformance-run.ts';
import { conformanceScript } from './conformance-script.ts';
import { REFERENCE, WAYS, type Way } from './conformance-ways.ts';
import type { Driver } from './databases.ts';

/** One script of requests, through every adapter at every mount, for every type of user ids: always with the answers of the core. */
export function conformanceSuite(driver: Driver): void {
  const upstream = useUpstream();
  beforeEach(() => {
    upstream.answer = (_request, response) => {
      // Its own date would differ from run to run.
      response.sendDate = false;
      response
        .writeHead(207, 'Multi', { 'X-Upstream': 'ü', 'Content-Type': 'text/plain' })
        .end('of the upstream');
    };
  });

  // The statements are the same for all: every type of ids on both databases is for the long run.
  const types = process.env.THOROUGH
    ? USER_IDS
    : driver.name === 'PGlite'
      ? USER_IDS.slice(0, 1)
      : USER_IDS.slice(1, 2);
  describe.each(types)(`on ${driver.name}, with user ids of $name`, (ids) => {
    let conformance: Conformance;
    beforeAll(async () => {
      conformance = await createConformance(driver, ids, upstream);
    });
    afterAll(async () => {
      expect(conformance.errors).toEqual([]);
      await conformance.close();
    });

    async function through(way: Way): Promise<Exchange[]> {
      const { send, close } = await way.open(conformance.server);
      const user = await conformance.createUser();
      try {
        return await run(conformanceScript(upstream.origin, conformance.bundle), user, send);
      } finally {
        await close();
      }
    }
    // Asked once: every other test is held against it.
    let asked: Promise<Exchange[]> | undefined;
    const reference = (): Promise<Exchange[]> => {
      asked ??= through(REFERENCE);
      return asked;
    };

    it('the core answers as its contracts say, and the script knows them all', async () => {
      const seen = new Set<string>();
      for (const exchange of await reference()) {
        const { method, path } = exchange.step;
        const contract = contractOf({
          method,
          path: typeof path === 'string' ? path : path({}),
          answer: exchange.answer,
        });
        requireContract(exchange, contract);
        if (contract && exchange.answer.status < 300) seen.add(contract.operation);
      }
      expect([...seen].sort()).toEqual(CONTRACTS.map(({ operation }) => operation).sort());
    });

    it.each(WAYS)('$name answers the same', async (way) => {
      const [wanted, got] = [await reference(), await through(way)];
      for (const [index, exchange] of got.entries()) {
        const compared = difference(way, wanted[index] as Exchange, exchange);
        expect(compared.got, exchange.name).toEqual(compared.wanted);
      }
    });
  });
}
