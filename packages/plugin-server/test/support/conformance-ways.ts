import type { PluginServer } from '../../src/create-plugin-server.ts';
import { isStream } from '../../src/response.ts';
import { frameworks, MOUNTS } from './frameworks.ts';
import { initOf } from './listen.ts';

/** A request of the script, ready to be sent. */
export interface Sent {
  method: string;
  /** Below the mount. */
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  raw?: string;
  /** Of an answer without end only the beginning is wanted. */
  endless: boolean;
}

export interface Received {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One way in to the server. */
export interface Way {
  name: string;
  /** Page navigations are left to the app. */
  hasPages: boolean;
  /** Malformed bodies are refused by the app's own parser: the plugins cannot say how. */
  refusesItself: boolean;
  open(server: PluginServer): Promise<{ send(sent: Sent): Promise<Received>; close(): Promise<void> }>;
}

/** The core itself, which the others must not differ from. */
export const REFERENCE: Way = {
  name: 'handle',
  hasPages: false,
  refusesItself: false,
  async open(server) {
    return {
      async send({ method, path, endless, ...sent }) {
        const { body, headers } = initOf(method, sent);
        const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
        const answer = await server.handle({ method, path: path || '/', headers, body: bytes });
        const chunks: Uint8Array[] = [];
        if (isStream(answer.body)) {
          for await (const chunk of answer.body) {
            chunks.push(chunk);
            if (endless) break;
          }
        } else chunks.push(Buffer.from(answer.body ?? ''));
        return { ...answer, body: Buffer.concat(chunks).toString() };
      },
      async close() {},
    };
  },
};

/** Every adapter at every mount, and the Fetch shell without one. */
export const WAYS: readonly Way[] = MOUNTS.flatMap((mount) => [
  fetchShell(mount),
  ...Object.values(frameworks).map(
    (framework): Way => ({
      name: `${framework.name} at ${mount}`,
      hasPages: framework.hasPages,
      refusesItself: framework === frameworks.expressParsed,
      async open(server) {
        const { origin, close } = await framework.serve(server);
        return {
          send: (sent) => receive(new Request(origin + mount + sent.path, toInit(sent)), sent, fetch),
          close,
        };
      },
    }),
  ),
]);

function fetchShell(mount: string): Way {
  return {
    name: `fetch at ${mount}`,
    hasPages: false,
    refusesItself: false,
    async open(server) {
      return {
        send: (sent) =>
          receive(new Request(`http://test.invalid${mount}${sent.path}`, toInit(sent)), sent, server.fetch),
        async close() {},
      };
    },
  };
}

function toInit({ method, headers, body, raw }: Sent): RequestInit {
  return initOf(method, {
    headers,
    ...(body === undefined ? {} : { body }),
    ...(raw === undefined ? {} : { raw }),
  });
}

async function receive(
  request: Request,
  { endless }: Sent,
  send: (request: Request) => Promise<Response>,
): Promise<Received> {
  const response = await send(request);
  const headers = Object.fromEntries(response.headers);
  const { status } = response;
  if (!endless || !response.body) return { status, headers, body: await response.text() };
  const reader = response.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return { status, headers, body: Buffer.from(value ?? []).toString() };
}
