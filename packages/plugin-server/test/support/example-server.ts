import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A running example: where it says it is, and one of the tokens it has printed. */
export interface ExampleServer {
  url: string;
  token: string;
  /** Asks it to stop, and says how it ended. */
  stop(): Promise<number | string | null>;
}

export interface ExampleProcess {
  command: string;
  args: readonly string[];
  cwd: string;
  /** Where its database is. */
  data: string;
  port?: number;
}

/** Starts an example and waits for what it prints when it is ready. */
export async function startExample(example: ExampleProcess): Promise<ExampleServer> {
  const { command, args, cwd, data, port = 0 } = example;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, DATA_DIR: data, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<{ url: string; token: string }>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk;
      const url = /Plugins: (\S+)/.exec(output)?.[1];
      const token = /Bearer (\S+)\n/.exec(output)?.[1];
      if (url && token) resolve({ url, token });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The example ended with ${code}:\n${output}`)));
  });
  try {
    return { ...(await ready), stop: () => stop(child) };
  } catch (error) {
    child.kill();
    throw error;
  }
}

async function stop(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
  return child.exitCode ?? child.signalCode;
}

/** Opens a stream of events and resolves, once it has begun, with a promise of all that comes until it ends. */
export async function openStream({ url, token }: Pick<ExampleServer, 'url' | 'token'>) {
  const { body } = await fetch(`${url}/events`, { headers: { authorization: `Bearer ${token}` } });
  const chunks = (body ?? new Blob().stream()).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = async (): Promise<boolean> => {
    const { done, value = '' } = await chunks.read();
    text += value;
    return !done;
  };
  while (!text.includes('event: ready') && (await read()));
  const rest = async (): Promise<string> => {
    while (await read());
    return text;
  };
  return { rest: rest() };
}

/** What a stream ends with when its server stops in order; one that is cut fails. */
export const END_OF_STREAM = ': the server is closing';

/** What every example must do, in the words of `exercise()`. */
export const EXPECTED = {
  'without a token': 401,
  'with a wrong token': 401,
  'sandbox frame': 200,
  'empty list': '200 []',
  install: 201,
  'list of one': '200 ["hello"]',
  'of another user': 401,
  'encoded slash': 400,
  'wrong method': '405 POST',
  HEAD: '200 ""',
} as const;

/** Uses an example as a host would. */
export async function exercise({ url, token }: Pick<ExampleServer, 'url' | 'token'>) {
  const call = (path: string, init: RequestInit = {}, bearer = token): Promise<Response> => {
    const authorization: Record<string, string> = bearer === '' ? {} : { authorization: `Bearer ${bearer}` };
    return fetch(url + path, { ...init, headers: { 'content-type': 'application/json', ...authorization } });
  };
  const status = async (answer: Promise<Response>): Promise<number> => (await answer).status;
  const list = async (): Promise<string> => {
    const answer = await call('');
    const { plugins }: { plugins: { pluginId: string }[] } = JSON.parse(await answer.text());
    return `${answer.status} ${JSON.stringify(plugins.map(({ pluginId }) => pluginId))}`;
  };
  const manifest = { id: 'hello', name: 'Hello', version: '1.0.0', main: 'index.js' };
  const install = { method: 'POST', body: JSON.stringify({ manifest }) };
  const results: Record<string, number | string> = {
    'without a token': await status(call('', {}, '')),
    'with a wrong token': await status(call('', {}, 'guessed')),
    'sandbox frame': await status(call('/runtime', {}, '')),
    'empty list': await list(),
    install: await status(call('/install', install)),
    'list of one': await list(),
    'of another user': await status(call('/hello/activate', { method: 'POST' }, '')),
    'encoded slash': await status(call('/hel%2Flo/settings')),
  };
  const wrong = await call('/install', { method: 'PATCH', body: '{}' });
  results['wrong method'] = `${wrong.status} ${wrong.headers.get('allow')}`;
  const head = await call('', { method: 'HEAD' });
  results.HEAD = `${head.status} ${JSON.stringify(await head.text())}`;
  return results;
}
