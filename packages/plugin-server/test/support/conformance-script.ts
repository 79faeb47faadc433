/** What earlier answers of a run have left for later requests. */
export type Kept = Record<string, string>;

/** One request of the script. */
export interface Step {
  /** What the server itself answers. */
  status: number;
  method: string;
  /** Below the mount. */
  path: string | ((kept: Kept) => string);
  headers?: Record<string, string> | ((kept: Kept) => Record<string, string>);
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: string;
  /** Nobody asks. */
  anonymous?: true;
  /** An answer without end: its beginning counts. */
  endless?: true;
  /** A browser goes there: where the framework has a way, the app answers. */
  page?: true;
  /** A parser of the app refuses it before the plugins see it. */
  unparsable?: true;
  keep?: (answer: { headers: Record<string, string>; body: string }) => Kept;
}

type Others = Omit<Step, 'status' | 'method' | 'path'>;

const step = (status: number, method: string, path: Step['path'], others: Others = {}): Step => ({
  status,
  method,
  path,
  ...others,
});

const NAVIGATION = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, page: true } as const;
const palette = (version = '1.0.0', others: object = {}) => ({
  id: 'palette',
  name: 'Palette',
  version,
  main: 'index.js',
  permissions: ['storage', 'network'],
  ...others,
});
const own = {
  id: 'homemade',
  name: 'Ünïcode 🎨',
  version: '1.0.0',
  main: 'index.js',
  extra: { deep: [1, null] },
};
const etag = (name: string): Pick<Step, 'keep'> => ({
  keep: ({ headers }) => ({ [name]: headers.etag ?? '' }),
});
const ifNoneMatch = (name: string): Pick<Step, 'headers'> => ({
  headers: (kept) => ({ 'if-none-match': kept[name] ?? '' }),
});
const once = (key: string): Pick<Step, 'headers'> => ({ headers: { 'idempotency-key': key } });
const nextCursor: Pick<Step, 'keep'> = {
  keep: ({ body }) => ({ cursor: JSON.parse(body).nextCursor }),
};
const outbound = (url: string): Pick<Step, 'headers' | 'raw'> => ({
  headers: { 'content-type': 'application/octet-stream' },
  raw: `${JSON.stringify({ url, method: 'POST', headers: [['X-Own', 'kept']] })}\nthe body`,
});

/** What a user does from the first list to the last, with the mistakes on the way. `origin` is that of an upstream. */
export function conformanceScript(origin: string, bundle: string): readonly Step[] {
  // A manifest has to ask for what the catalogue's asks for.
  const known = (version?: string) => palette(version, { network: { hosts: [origin] } });
  return [
    // Before anybody is asked who they are.
    step(200, 'GET', '/runtime', { anonymous: true, ...etag('runtime') }),
    step(200, 'GET', '/runtime?isolated', { anonymous: true }),
    step(200, 'HEAD', '/runtime', { anonymous: true }),
    step(304, 'GET', '/runtime', { anonymous: true, ...ifNoneMatch('runtime') }),
    step(200, 'GET', '/runtime', { anonymous: true, headers: NAVIGATION.headers }),
    step(200, 'GET', '/health', { anonymous: true }),
    step(401, 'GET', '/', { anonymous: true }),
    step(401, 'GET', '/openapi.json', { anonymous: true }),
    step(401, 'POST', '/install', { anonymous: true, body: { manifest: own } }),

    // Paths and methods.
    step(404, 'GET', '/no/such/path'),
    step(404, 'GET', '//'),
    step(404, 'POST', '/palette/explode', { body: {} }),
    step(405, 'PATCH', '/install', { body: {} }),
    step(405, 'OPTIONS', '/install'),
    step(405, 'POST', '/runtime'),
    step(400, 'GET', '/a%2Fb/settings'),
    step(200, 'GET', '', NAVIGATION),
    step(200, 'GET', '/marketplace?page=2', NAVIGATION),
    step(200, 'GET', '/openapi.json', etag('openapi')),
    step(304, 'GET', '/openapi.json', ifNoneMatch('openapi')),

    // The marketplace.
    step(200, 'GET', '/marketplace?sortBy=name&limit=2'),
    step(200, 'GET', '/marketplace?sortBy=name&limit=2&page=2'),
    step(200, 'GET', '/marketplace?sortBy=name&limit=x&page=-7&featured=perhaps'),
    step(200, 'GET', '/marketplace?query=N%C3%B6tes%20%26%2B&sortBy=name'),
    step(200, 'GET', '/marketplace?query=paletta'),
    step(200, 'GET', '/marketplace?sortBy=name&limit=2&cursor=', nextCursor),
    step(200, 'GET', ({ cursor = '' }) => `/marketplace?sortBy=name&limit=2&cursor=${cursor}`),
    step(400, 'GET', '/marketplace?sortBy=name&cursor=of-nobodys-making'),
    step(200, 'HEAD', '/marketplace?sortBy=name'),
    step(200, 'GET', '/marketplace/palette'),
    step(200, 'GET', '/marketplace/palette/versions'),
    step(404, 'GET', '/marketplace/nobody'),
    step(404, 'GET', '/marketplace/nobody/versions'),
    step(403, 'PUT', '/marketplace/palette/rating', { body: { rating: 4 } }),
    step(200, 'GET', `/bundles/${bundle}`, etag('bundle')),
    step(304, 'GET', `/bundles/${bundle}`, ifNoneMatch('bundle')),
    step(200, 'HEAD', `/bundles/${bundle}`),
    step(404, 'GET', `/bundles/${'0'.repeat(64)}`),
    step(400, 'GET', '/bundles/HASH'),
    step(403, 'GET', `/bundles/${bundle}`, { headers: { 'sec-fetch-dest': 'script' } }),

    // Installing.
    step(200, 'GET', '', etag('empty')),
    step(304, 'GET', '/', ifNoneMatch('empty')),
    step(200, 'HEAD', '/'),
    step(400, 'POST', '/install'),
    step(400, 'POST', '/install', { body: { manifest: { id: 'Not An Id' } } }),
    step(400, 'POST', '/install', { raw: '{"manifest":', unparsable: true }),
    step(400, 'POST', '/install', { body: [] }),
    step(415, 'POST', '/install', { raw: 'manifest=1', headers: { 'content-type': 'text/plain' } }),
    step(415, 'POST', '/install', {
      raw: 'manifest=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    step(413, 'POST', '/install', { raw: JSON.stringify({ manifest: ' '.repeat(1024 * 1024) }) }),
    step(422, 'POST', '/install', { raw: '{"manifest":{"__proto__":{}}}' }),
    step(409, 'POST', '/install', { body: { manifest: palette() } }),
    step(409, 'POST', '/install', { body: { manifest: { ...own, id: 'gone' } } }),
    step(201, 'POST', '/install', { body: { manifest: known(), permissions: ['storage'] }, ...once('a') }),
    step(201, 'POST', '/install', { body: { manifest: known(), permissions: ['storage'] }, ...once('a') }),
    step(422, 'POST', '/install', { body: { manifest: known() }, ...once('a') }),
    step(400, 'POST', '/install', { body: { manifest: known() }, headers: { 'idempotency-key': 'ü' } }),
    step(409, 'POST', '/install', { body: { manifest: known() } }),
    step(201, 'POST', '/install', { body: { manifest: own } }),
    step(200, 'GET', '/', ifNoneMatch('empty')),

    // What is done with a plugin.
    step(200, 'POST', '/palette/activate'),
    step(200, 'POST', '/palette/deactivate', { body: { reason: 'tired' } }),
    step(404, 'POST', '/nobody/activate'),
    step(404, 'POST', '/nobody/deactivate'),
    step(200, 'GET', '/updates'),
    step(200, 'POST', '/palette/update', { body: { manifest: known('1.1.0'), permissions: [] } }),
    step(404, 'POST', '/palette/update', { body: { manifest: known('9.0.0'), permissions: [] } }),
    step(400, 'POST', '/palette/update', { body: { manifest: own, permissions: [] } }),
    step(200, 'PUT', '/palette/permissions', { body: { permissions: ['storage', 'network'] } }),
    step(400, 'PUT', '/palette/permissions', { body: { permissions: ['ai'] } }),
    step(404, 'PUT', '/nobody/permissions', { body: { permissions: [] } }),
    step(200, 'PUT', '/marketplace/palette/rating', { body: { rating: 4 } }),
    step(400, 'PUT', '/marketplace/palette/rating', { body: { rating: 4.5 } }),
    step(404, 'PUT', '/marketplace/nobody/rating', { body: { rating: 4 } }),
    step(200, 'DELETE', '/marketplace/palette/rating'),
    step(404, 'DELETE', '/marketplace/nobody/rating'),

    // Settings.
    step(200, 'PUT', '/palette/settings', { body: { settings: { size: 5, ünï: [null, 1.5] } } }),
    step(400, 'PUT', '/palette/settings', { body: { settings: { size: 'large' } } }),
    step(400, 'PUT', '/palette/settings', { body: { settings: [] } }),
    step(200, 'GET', '/palette/settings', etag('settings')),
    step(304, 'GET', '/palette/settings', ifNoneMatch('settings')),
    step(200, 'PATCH', '/palette/settings', {
      body: { ünï: null },
      headers: (kept) => ({ 'if-match': kept.settings ?? '' }),
    }),
    step(412, 'PATCH', '/palette/settings', {
      body: {},
      headers: (kept) => ({ 'if-match': kept.settings ?? '' }),
    }),
    step(412, 'PUT', '/palette/settings', { body: { settings: {} }, headers: { 'if-match': '"stale"' } }),
    step(400, 'PATCH', '/palette/settings', { body: ['no', 'patch'] }),
    step(413, 'PUT', '/palette/settings', { body: { settings: { large: 'x'.repeat(65 * 1024) } } }),
    step(404, 'GET', '/nobody/settings'),
    step(404, 'PUT', '/nobody/settings', { body: { settings: {} } }),

    // Storage.
    step(200, 'PUT', '/palette/storage/a%20key%20%F0%9F%8E%A8', {
      body: { value: { theme: ['dark', null] } },
    }),
    step(200, 'GET', '/palette/storage/a%20key%20%F0%9F%8E%A8'),
    step(200, 'GET', '/palette/storage'),
    step(404, 'GET', '/palette/storage/nothing'),
    step(400, 'PUT', '/palette/storage/a%2Fb', { body: { value: 1 } }),
    step(400, 'PUT', '/palette/storage/key', { body: {} }),
    step(413, 'PUT', '/palette/storage/key', { body: { value: 'x'.repeat(65 * 1024) } }),
    step(200, 'DELETE', '/palette/storage/nothing'),
    step(400, 'DELETE', '/palette/storage/'),
    step(200, 'DELETE', '/palette/storage'),
    step(404, 'GET', '/nobody/storage'),

    // The network, and what happens meanwhile.
    step(200, 'POST', '/palette/fetch', outbound(`${origin}/v1?a=%20b`)),
    step(403, 'POST', '/palette/fetch', outbound('http://elsewhere.example.com/')),
    step(403, 'POST', '/homemade/fetch', outbound(origin)),
    step(400, 'POST', '/palette/fetch', { ...outbound(origin), raw: 'no head' }),
    step(415, 'POST', '/palette/fetch', { body: { url: origin } }),
    step(404, 'POST', '/nobody/fetch', outbound(origin)),
    step(200, 'GET', '/events', { endless: true, headers: { accept: 'text/event-stream' } }),

    // And away.
    step(200, 'GET', '/'),
    step(200, 'DELETE', '/homemade'),
    step(404, 'DELETE', '/homemade'),
    step(200, 'DELETE', '/palette'),
    step(200, 'GET', '/'),
  ];
}
