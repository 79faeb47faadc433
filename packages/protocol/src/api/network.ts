import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { matchesHost } from '../manifest/host-pattern.ts';
import type { PluginManifest } from '../manifest/manifest.ts';
import { bytes, nonEmptyText, signal, stream } from './schemas.ts';

/** An HTTP request as it crosses: what is left of a `Request` once its body is read. */
export const networkRequest = v.object({
  url: v.pipe(nonEmptyText(10_000), v.check(isHttpUrl, 'must be an http or https URL')),
  method: v.pipe(v.string(), v.regex(/^[A-Z]{1,20}$/, 'must be an HTTP method')),
  headers: v.pipe(
    v.array(v.strictTuple([v.string(), v.string()])),
    v.maxLength(100, 'must have at most 100 headers'),
  ),
  body: v.optional(bytes),
  signal: v.optional(signal),
});
export type NetworkRequest = v.InferOutput<typeof networkRequest>;

/** What comes first in the stream of an answer; the bytes of its body follow. */
export interface NetworkResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** After redirects. */
  readonly url: string;
}

export const network = defineNamespace('network', {
  docs: 'HTTP requests to the hosts that the manifest names under `network.hosts`.',
  methods: {
    fetch: {
      kind: 'call',
      permission: 'network',
      callbacks: true,
      scope: (args, manifest) => outsideHosts(args[0] as NetworkRequest, manifest),
      args: v.strictTuple([networkRequest]),
      result: stream<NetworkResponseHead | Uint8Array>('NetworkResponseHead | Uint8Array'),
      docs: 'As `fetch()` of the Web platform, without cookies. The global `fetch` of a plugin is the same function.',
      example:
        "const response = await api.network.fetch('https://api.example.com/colors');\nconst colors = await response.json();",
    },
  },
});

function isHttpUrl(text: string): boolean {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  return protocol === 'http:' || protocol === 'https:';
}

function outsideHosts({ url }: NetworkRequest, { network }: PluginManifest): string | undefined {
  const hosts = network?.hosts ?? [];
  const target = new URL(url);
  if (matchesHost(target, hosts)) return undefined;
  return `${target.origin} is not one of the hosts in its manifest (${hosts.join(', ') || 'none'})`;
}
