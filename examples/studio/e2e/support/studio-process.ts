import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export interface StudioProcess {
  url: string;
  output(): string;
  stop(): Promise<void>;
}

function launch(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  let text = '';
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...process.env, PORT: '0', ...env },
  });
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  return { child, output: () => text };
}

/** Starts the studio as its own process on a free port and resolves once it prints its address. */
export async function startStudioProcess(
  dataDirectory: string,
  env: Record<string, string> = {},
): Promise<StudioProcess> {
  const { child, output } = launch({ ...env, DATA_DIR: dataDirectory });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const address = /http:\/\/\S+/.exec(output())?.[0];
      if (address && output().includes('Sign in')) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`The studio ended with ${code}:\n${output()}`)));
  });
  return {
    url,
    output,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Starts the studio where it cannot start, and resolves with how it ended. */
export async function failStudioProcess(
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const { child, output } = launch(env);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}
