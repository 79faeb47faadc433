import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type ChildReply, CPU_QUESTION, type StartOrder } from './child.ts';
import type { ContenderName } from './contenders/index.ts';

/** A contender that is running. */
export interface ServerProcess {
  readonly name: ContenderName;
  readonly url: string;
  /** Microseconds of CPU time it has used, all threads. */
  cpu(): Promise<number>;
  close(): Promise<void>;
}

export interface ForkOptions {
  /** The bundled child. */
  script: string;
  /** Folder for a CPU profile of the process. */
  profile?: string | undefined;
}

/** @throws Error when the server does not start */
export async function startProcess(
  order: StartOrder,
  { script, profile }: ForkOptions,
): Promise<ServerProcess> {
  const execArgv = profile
    ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${order.contender}.cpuprofile`]
    : [];
  const child = fork(script, [], { execArgv });
  const exited = once(child, 'exit');

  async function ask(message: StartOrder | typeof CPU_QUESTION): Promise<ChildReply> {
    const answered = once(child, 'message').then(([value]) => value as ChildReply);
    child.send(message);
    return Promise.race([answered, exited.then(([code]) => ({ error: `it ended with ${code}` }))]);
  }

  async function close(): Promise<void> {
    if (isRunning(child)) child.disconnect();
    await exited;
  }

  const answer = await ask(order);
  if (!('url' in answer)) {
    await close();
    throw new Error(`${order.contender} did not start: ${'error' in answer ? answer.error : 'no answer'}`);
  }
  return {
    name: order.contender,
    url: answer.url,
    async cpu() {
      const usage = await ask(CPU_QUESTION);
      if (!('microseconds' in usage)) throw new Error(`${order.contender} is gone`);
      return usage.microseconds;
    },
    close,
  };
}

const isRunning = ({ connected, exitCode }: ChildProcess): boolean => connected && exitCode === null;
