import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { toIssues } from '@fluxstudio/plugin-protocol/issues';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import * as v from 'valibot';
import { loadOnce } from '../load-once.ts';
import type { BundleReference, InstalledPlugin, PluginBackend, RequestOptions } from './backend.ts';
import { damagedInstall } from './damaged-install.ts';

export interface HttpBackendOptions {
  /** Where plugin-server is mounted, such as `/api/plugins`; may be on another origin. No slash at the end. */
  baseUrl: string;
  /** The app's own client, which adds its tokens. Shaped like `fetch`: it resolves for error statuses too. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /**
   * Sends the HTTP requests of plugins through the server, by its route `POST /:id/fetch`. With `false` plugins get `NOT_SUPPORTED` unless
   * the app brings a `network` service. Default: `true`.
   */
  network?: boolean;
  /** Milliseconds until a request is given up; ten times as long for the download of a bundle. Default: 30,000. */
  deadline?: number;
}

const manifest = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const result = parseManifest(dataset.value);
    if (result.ok) return result.manifest;
    addIssue({ message: result.issues.map(({ message }) => message).join('; ') });
    return NEVER;
  }),
);

const bundle = v.object({ sha256: v.string(), integrity: v.string(), size: v.number() });

const installed = v.object({
  id: v.string(),
  pluginId: v.string(),
  manifest,
  state: v.picklist(['active', 'inactive', 'disabled', 'error']),
  fault: v.exactOptional(v.object({ code: v.string(), message: v.string() })),
  settings: v.record(v.string(), v.unknown()),
  grantedPermissions: v.optional(v.nullable(v.array(v.string())), null),
  bundle: v.optional(v.nullable(bundle), null),
  installedAt: v.string(),
  updatedAt: v.string(),
});

const listAnswer = v.object({ plugins: v.array(v.unknown()) });
const pluginAnswer = v.object({ plugin: installed });
const settingsAnswer = v.object({ settings: v.record(v.string(), v.unknown()) });
/**
 * A back end over the HTTP API of `@fluxstudio/plugin-server`.
 *
 * @example
 * const backend = createHttpBackend({ baseUrl: '/api/plugins', fetch: (url, init) => apiClient.fetch(url, init) });
 */
export function createHttpBackend({
  baseUrl,
  fetch,
  network = true,
  deadline = 30_000,
}: HttpBackendOptions): PluginBackend {
  const within = (milliseconds: number, { signal }: RequestOptions = {}): RequestOptions => {
    const late = AbortSignal.timeout(milliseconds);
    return { signal: signal ? AbortSignal.any([signal, late]) : late };
  };

  async function send(
    path: string,
    init: RequestInit,
    { signal }: RequestOptions = within(deadline),
  ): Promise<Response> {
    const request = () => fetch(`${baseUrl}${path}`, { ...init, ...(signal ? { signal } : {}) });
    const response = await orFailure(request, 'The server could not be reached', signal);
    if (!response.ok) throw await (await later.get()).toError(response);
    return response;
  }

  async function json<S extends v.GenericSchema>(
    schema: S,
    path: string,
    init: RequestInit = {},
    asked?: RequestOptions,
  ) {
    const options = within(deadline, asked);
    const response = await send(path, init, options);
    const text = await orFailure(() => response.text(), CONNECTION_LOST, options.signal);
    const result = v.safeParse(schema, parseJson(text));
    if (result.success) return result.output;
    throw new PluginError(
      'HTTP_ERROR',
      `The server's answer to ${init.method ?? 'GET'} ${path} is not what was expected: is it plugin-server?`,
    );
  }

  const later = loadOnce(
    () => import('./http-later.ts'),
    ({ httpLater }) => httpLater({ baseUrl, fetch, send, json, manifest, keepValid }),
  );

  const withBody = (method: string, body: unknown, headers?: Record<string, string>): RequestInit => ({
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

  /** Puts a version in its place, once, whatever happens to the answer. */
  async function place(
    path: string,
    pluginManifest: PluginManifest,
    permissions: readonly string[] | null,
  ): Promise<InstalledPlugin> {
    const { tryAgain } = await later.get();
    const asked = { manifest: pluginManifest, permissions };
    const { plugin } = await tryAgain((headers) =>
      json(pluginAnswer, path, withBody('POST', asked, headers)),
    );
    return plugin;
  }

  return {
    async list(options) {
      const { plugins } = await json(listAnswer, '', {}, options);
      return keepValid(installed, plugins, damagedInstall) as InstalledPlugin[];
    },
    install: (pluginManifest, permissions) => place('/install', pluginManifest, permissions),
    async uninstall(pluginId) {
      await send(`/${encodeURIComponent(pluginId)}`, { method: 'DELETE' });
    },
    async setActive(pluginId, active) {
      await send(`/${encodeURIComponent(pluginId)}/${active ? 'activate' : 'deactivate'}`, {
        method: 'POST',
      });
    },
    async updateSettings(pluginId, settings) {
      const answer = await json(
        settingsAnswer,
        `/${encodeURIComponent(pluginId)}/settings`,
        withBody('PUT', { settings }),
      );
      return answer.settings;
    },
    async setPermissions(pluginId, permissions) {
      await send(`/${encodeURIComponent(pluginId)}/permissions`, withBody('PUT', { permissions }));
    },
    update: (pluginManifest, permissions) =>
      place(`/${encodeURIComponent(pluginManifest.id)}/update`, pluginManifest, permissions),
    ...(network ? { fetch: async (...args) => (await later.get()).fetch(...args) } : {}),
    syncStorage: {
      get: async (...args) => (await later.get()).sync.get(...args),
      set: async (...args) => (await later.get()).sync.set(...args),
      delete: async (...args) => (await later.get()).sync.delete(...args),
      keys: async (...args) => (await later.get()).sync.keys(...args),
      clear: async (...args) => (await later.get()).sync.clear(...args),
    },
    searchMarketplace: async (...args) => (await later.get()).marketplace.search(...args),
    getMarketplacePlugin: async (...args) => (await later.get()).marketplace.get(...args),
    listMarketplaceVersions: async (...args) => (await later.get()).marketplace.versions(...args),
    ratePlugin: async (...args) => (await later.get()).marketplace.rate(...args),
    listUpdates: async (...args) => (await later.get()).marketplace.updates(...args),
    async download(reference: BundleReference, asked) {
      const options = within(10 * deadline, asked);
      const response = await send(`/bundles/${encodeURIComponent(reference.sha256)}`, {}, options);
      const bytes = await orFailure(() => response.arrayBuffer(), CONNECTION_LOST, options.signal);
      return {
        bytes: new Uint8Array(bytes),
        contentType: response.headers.get('Content-Type') ?? '',
      };
    },
    watch(onChange, signal) {
      later
        .get()
        .then(({ follow }) => follow(onChange, signal))
        // What other devices change is seen at the next start, then.
        .catch(() => undefined);
    },
  };
}

const CONNECTION_LOST = 'The connection to the server was lost before its answer was complete';

/** @throws PluginError `ABORTED` when the caller cancelled, `DEADLINE_EXCEEDED`, else `HTTP_ERROR` with the words given */
async function orFailure<T>(
  work: () => Promise<T>,
  words: string,
  signal: AbortSignal | undefined,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!signal?.aborted) throw new PluginError('HTTP_ERROR', words, { cause: error });
    throw Object(signal.reason).name === 'TimeoutError'
      ? new PluginError('DEADLINE_EXCEEDED', 'The server did not answer in time', { cause: error })
      : new PluginError('ABORTED', 'The request was cancelled', { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One row that does not fit must not hide the others: it is left out, or what `instead` makes of it. */
function keepValid<S extends v.GenericSchema, T = never>(
  schema: S,
  rows: readonly unknown[],
  instead?: (row: unknown, wrong: string) => T | undefined,
): (v.InferOutput<S> | T)[] {
  return rows.flatMap((row) => {
    const result = v.safeParse(schema, row);
    if (result.success) return [result.output];
    const [{ message: wrong }] = toIssues(result.issues);
    const other = instead?.(row, wrong);
    if (other !== undefined) return [other];
    console.warn('A plugin was left out because its record is damaged:', wrong);
    return [];
  });
}
