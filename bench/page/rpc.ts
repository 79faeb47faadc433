import type { Connection } from '../shared/connection.ts';
import type { Direction, IsolationKind } from '../shared/isolation.ts';
import { measureBlock, type Workload } from '../shared/workload.ts';
import { connectContenders, OURS } from './contenders.ts';
import { type Contender, type InterleaveOptions, interleave, type Samples } from './interleave.ts';

export interface RpcRequest extends InterleaveOptions {
  workload: Workload;
  isolation: IsolationKind;
  directions: readonly Direction[];
  /** The library that ours is compared with, round by round. */
  peer: string;
  /** A second workload of ours, measured beside the first from the worker, under this name. */
  also?: { name: string; workload: Workload };
}

const connected = new Map<IsolationKind, Promise<Map<string, Connection>>>();

/** Samples of every contender, by direction. Contenders stay connected from one request to the next. */
export async function measureRpc(request: RpcRequest): Promise<Partial<Record<Direction, Samples>>> {
  const { workload, isolation, directions, peer, also } = request;
  let connecting = connected.get(isolation);
  if (!connecting) {
    connecting = connectContenders(isolation);
    connected.set(isolation, connecting);
  }
  const connections = await connecting;
  const contenders = directions.flatMap((direction) =>
    [...connections].map(
      ([name, { remote, run }]): Contender => ({
        name: `${direction} ${name}`,
        side: name !== OURS && name !== peer,
        measure: direction === 'host-to-worker' ? () => measureBlock(remote, workload) : () => run(workload),
      }),
    ),
  );
  const ours = connections.get(OURS);
  if (!ours || !(await isAble(ours, workload))) return {};
  if (also) {
    contenders.push({ name: `worker-to-host ${also.name}`, measure: () => ours.run(also.workload) });
  }
  return byDirection(await interleave(contenders, request), directions);
}

async function isAble({ remote, run }: Connection, workload: Workload): Promise<boolean> {
  return (await run(workload)) !== undefined || (await measureBlock(remote, workload)) !== undefined;
}

function byDirection(
  samples: Samples,
  directions: readonly Direction[],
): Partial<Record<Direction, Samples>> {
  return Object.fromEntries(
    directions.map((direction) => [
      direction,
      Object.fromEntries(
        Object.entries(samples)
          .filter(([key]) => key.startsWith(`${direction} `))
          .map(([key, values]) => [key.slice(direction.length + 1), values]),
      ),
    ]),
  );
}
