import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CONTENDERS, type ContenderName } from './contenders/index.ts';
import type { Setup } from './contenders/setup.ts';
import { createLoadModule } from './modules.ts';

/** The first message to a child: whom to start. */
export interface StartOrder extends Omit<Setup, 'load'> {
  contender: ContenderName;
  root: string;
}

/** Any later message asks for the CPU time so far. */
export const CPU_QUESTION = 'cpu';

export type ChildReply = { url: string } | { error: string } | { microseconds: number };

/** Milliseconds: longer than a contender waits for its next turn. */
const KEEP_ALIVE = 60_000;

const reply = (message: ChildReply): void => {
  process.send?.(message);
};

async function start({ contender, root, ...setup }: StartOrder): Promise<string> {
  const server = await CONTENDERS[contender]({ ...setup, load: createLoadModule(root) });
  server.keepAliveTimeout = KEEP_ALIVE;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

process.once('disconnect', () => process.exit(0));
process.once('message', (order: StartOrder) => {
  start(order).then(
    (url) => {
      process.on('message', () => {
        const { user, system } = process.cpuUsage();
        reply({ microseconds: user + system });
      });
      reply({ url });
    },
    (error) => reply({ error: String(error) }),
  );
});
