import type { WireAnswer, WireRequest } from './wire-request.ts';

type JsonObject = Record<string, unknown>;

interface Install {
  manifest: JsonObject;
  state: string;
  settings: JsonObject;
  /** `undefined` when nobody knows: an update may have been answered from another request. */
  granted: unknown;
  storage: JsonObject;
}

/** What a user must have, by the requests that the server has accepted. */
export interface Shadow {
  token: string;
  /** Notes what a request has changed, and compares what its answer says. Throws where that is something else. */
  see(request: WireRequest, answer: WireAnswer): void;
  /** How what is read differs: empty when it does not. */
  differences(plugins: readonly JsonObject[], storage: JsonObject): string[];
}

/** A second opinion on what requests mean, in the fewest words; it shares no code with the server. */
export function createShadow(token: string): Shadow {
  const installs = new Map<string, Install>();
  const keys = new Map<string, string>();

  function apply(
    method: string,
    [first = '', second, third]: string[],
    body: JsonObject,
    answer: JsonObject,
  ): void {
    if (method === 'POST' && first === 'install' && second === undefined) {
      const manifest = object(body.manifest);
      const id = String(manifest.id);
      if (installs.has(id)) throw new Error(`${id} was installed twice`);
      const granted = body.permissions ?? null;
      installs.set(id, { manifest, state: 'inactive', settings: {}, granted, storage: {} });
      requireSame('the manifest', object(answer.plugin).manifest, manifest);
      return;
    }
    // Ratings change nothing that is modelled here.
    if (first === 'marketplace') return;
    const install = installs.get(first);
    if (!install) throw new Error(`${method} /${first}/${second} was accepted without an install`);
    const route = `${method} ${second ?? ''}${third === undefined ? '' : '/:key'}`;
    if (route === 'DELETE ') installs.delete(first);
    if (route === 'POST activate') install.state = 'active';
    if (route === 'POST deactivate') install.state = 'inactive';
    if (route === 'PUT settings') install.settings = { ...install.settings, ...object(body.settings) };
    if (route === 'PATCH settings') install.settings = object(merged(install.settings, body));
    if (route === 'PUT permissions') install.granted = body.permissions;
    if (route === 'POST update')
      Object.assign(install, { manifest: body.manifest, granted: body.permissions });
    if (route === 'PUT storage/:key') install.storage[third ?? ''] = body.value;
    if (route === 'DELETE storage/:key') delete install.storage[third ?? ''];
    if (route === 'DELETE storage') install.storage = {};
    if (second === 'settings') requireSame('the settings', answer.settings, install.settings);
    if (second === 'permissions')
      requireSame('the permissions', set(answer.permissions), set(install.granted));
  }

  function read([first = '', second, third]: string[], answer: JsonObject): void {
    const install = installs.get(first);
    if (!install) return;
    if (second === 'settings') requireSame('the settings', answer.settings, install.settings);
    if (second === 'storage' && third !== undefined)
      requireSame('the value', answer.value, install.storage[third]);
  }

  return {
    token,
    see({ method, path, headers, body }, { status, text }) {
      if (status >= 300 || method === 'HEAD' || text === '') return;
      const segments = path
        .replace(/\?.*$/s, '')
        .replace(/^\//, '')
        .replace(/\/$/, '')
        .split('/')
        .map(decodeURIComponent);
      if (method === 'GET') {
        if (segments[0] !== '' && text.startsWith('{')) read(segments, JSON.parse(text));
        return;
      }
      const key = headers['idempotency-key'];
      const repeatable = method === 'POST' && (segments[0] === 'install' || segments[1] === 'update');
      if (repeatable && typeof key === 'string' && key !== '') {
        const before = keys.get(key);
        keys.set(key, text);
        if (before !== undefined) return requireSame('the answer', JSON.parse(text), JSON.parse(before));
      }
      apply(method, segments, hasBody(method, segments) ? parsed(body) : {}, JSON.parse(text));
    },
    differences(plugins, storage) {
      const found: string[] = [];
      const note = (what: string, is: unknown, should: unknown): void => {
        if (canonical(is) !== canonical(should))
          found.push(`${what} is ${canonical(is)}, not ${canonical(should)}`);
      };
      note('the list', set(plugins.map(({ pluginId }) => pluginId)), set([...installs.keys()]));
      for (const plugin of plugins) {
        const id = String(plugin.pluginId);
        const { manifest, state, settings, granted, storage: stored } = installs.get(id) ?? {};
        note(`${id} manifest`, plugin.manifest, manifest);
        note(`${id} state`, plugin.state, state);
        note(`${id} settings`, plugin.settings, settings);
        note(`${id} permissions`, set(plugin.grantedPermissions), set(granted));
        note(`${id} storage`, storage[id], stored);
      }
      return found;
    },
  };
}

/** Whether the body means something: others are not looked at. */
function hasBody(method: string, [first, second]: string[]): boolean {
  return method === 'PUT' || method === 'PATCH' || first === 'install' || second === 'update';
}

/** No body, and null for a body, are an empty one. A byte order mark is nothing. */
function parsed(body: WireRequest['body'] = ''): JsonObject {
  const source = Buffer.from(body)
    .toString()
    .replace(/^\ufeff/, '');
  return source === '' ? {} : (JSON.parse(source) ?? {});
}

/** RFC 7396, as its text has it. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: JsonObject =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

function object(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null) throw new Error(`${value} was accepted for an object`);
  return value as JsonObject;
}

function set(value: unknown): unknown {
  return Array.isArray(value) ? [...new Set(value)].sort() : value;
}

function requireSame(what: string, is: unknown, should: unknown): void {
  if (canonical(is) !== canonical(should))
    throw new Error(`${what} in the answer is ${canonical(is)}, not ${canonical(should)}`);
}

/** Order of members is nothing in JSON, nor is the sign of zero in PostgreSQL. */
function canonical(value: unknown): string {
  return String(
    JSON.stringify(value, (_key, each) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ),
  );
}
