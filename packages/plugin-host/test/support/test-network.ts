import type { IncomingMessage } from 'node:http';
import type { NetworkResponseHead } from '@fluxstudio/plugin-protocol/api/network';
import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { vi } from 'vitest';
import { bindNetwork } from '../../src/api/network.ts';
import type { PluginScope } from '../../src/api/plugin-scope.ts';
import { DEFAULT_LIMITS, type SandboxLimits } from '../../src/limits/limits.ts';
import { createPageNetwork } from '../../src/network/page-network.ts';
import type { NetworkService } from '../../src/services.ts';
import type { HttpServer } from './http-server.ts';
import { testManifest } from './test-manifest.ts';

export const GET = { method: 'GET', headers: [] };

interface Options {
  limits?: Partial<SandboxLimits>;
  service?: NetworkService;
}

/** `api.network` of a plugin that may reach one host, with a clock whose deadlines come when the test says so. */
export function bindTestNetwork(
  { origin }: HttpServer,
  { limits, service = createPageNetwork() }: Options = {},
) {
  const stopped = new AbortController();
  const deadlines = new Set<() => void>();
  const onError = vi.fn();
  const scope: PluginScope = {
    identity: { id: 'acme', name: 'Acme' },
    manifest: testManifest('acme', { permissions: ['network'], network: { hosts: [origin] } }),
    clock: {
      ...systemClock,
      setTimeout(callback) {
        deadlines.add(callback);
        return callback;
      },
      clearTimeout: (timer) => void deadlines.delete(timer as () => void),
    },
    gesture: { allows: () => false } as never,
    signal: stopped.signal,
    own: (registration) => registration,
    waitForUser: (answer) => answer,
    onUse: () => undefined,
    onDenied: () => undefined,
    onError,
  };
  const { fetch } = bindNetwork(service, scope, { ...DEFAULT_LIMITS, ...limits });
  return { fetch, deadlines, onError, stop: () => stopped.abort() };
}

type Items = ReadableStream<NetworkResponseHead | Uint8Array>;

/** Reads the head; the bytes are then left to the reader. */
export async function open(stream: Items) {
  const reader = stream.getReader();
  const head = (await reader.read()).value as NetworkResponseHead;
  return {
    head,
    reader,
    async text() {
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += new TextDecoder().decode(value as Uint8Array);
      }
    },
  };
}

export async function failure(run: () => Promise<unknown>): Promise<PluginError> {
  try {
    await run();
  } catch (error) {
    return error as PluginError;
  }
  throw new Error('expected a failure');
}

/** An answer that never ends, and the moment in which its client goes away. */
export function answerWithoutEnd(server: HttpServer): Promise<IncomingMessage> {
  let gone: (request: IncomingMessage) => void;
  const left = new Promise<IncomingMessage>((resolve) => {
    gone = resolve;
  });
  server.answer = (request, response) => {
    response.on('close', () => gone(request));
    response.write('first');
  };
  return left;
}
