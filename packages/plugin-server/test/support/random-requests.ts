import fc from 'fast-check';
import { minimalManifest } from './fixtures.ts';
import type { WireRequest } from './wire-request.ts';

// Requests of all kinds: such as a host sends, nearly such, and such as only an attacker does.

export const IDS = ['color-palette', 'grid', 'brush-2'] as const;
const KEYS = ['theme', 'Äpfel', 'a key', '%41', 'constructor', '0'];
const TEXTS = [
  '',
  'a',
  'dark',
  '🎨',
  'ä',
  '"',
  '\\',
  '<script>',
  '1'.repeat(2_000),
  '\u2028',
  'x'.repeat(300),
];
const NUMBERS = [0, -0, 1, -1.5, 5e-324, 1e21, 1e300, 2 ** 53, 0.1, Number.MAX_VALUE];
const NAMES = ['a', 'b', 'two words', 'toString', 'a.b[0]', '', 'ü', '$where', 'hasOwnProperty', '0'];

const leaf = fc.oneof(fc.constantFrom<unknown>(...TEXTS, ...NUMBERS, null, true, false), fc.string());
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3 }) },
  ),
}));
const members = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 });

const manifest = fc
  .record(
    {
      id: fc.constantFrom<string>(...IDS),
      version: fc.constantFrom('1.0.0', '2.0.0-beta.1'),
      permissions: fc.constantFrom<readonly string[]>([], ['storage'], ['storage', 'files']),
      unknownKey: value,
      settings: fc.constantFrom<unknown>(
        { properties: { a: { type: 'string', title: 'A' } } },
        { properties: { b: { type: 'number', title: 'B', validation: { min: 0, max: 9 } } } },
        // Takes V8 seconds on a few dozen characters.
        { properties: { a: { type: 'string', title: 'A', validation: { pattern: '^(a+)+$' } } } },
      ),
      main: fc.constantFrom('dist/index.js', 'http://169.254.169.254/latest/meta-data', 'file:///etc/passwd'),
    },
    { requiredKeys: ['id', 'version'] },
  )
  .map((changes) => ({ ...minimalManifest(), ...changes }));
const permissions = fc.constantFrom<unknown>([], ['storage'], ['files'], ['all'], null, 'storage', [1]);

const id = fc.constantFrom<string>(...IDS);
const key = fc.constantFrom(...KEYS).map(encodeURIComponent);
const call = (
  method: string,
  path: fc.Arbitrary<string>,
  body: fc.Arbitrary<unknown> = fc.constant(undefined),
) => fc.record({ method: fc.constant(method), path, json: body });
const of = (suffix: string) => id.map((name) => `/${name}${suffix}`);
const inCatalogue = (suffix: string) => id.map((name) => `/marketplace/${name}${suffix}`);
const stored = fc.tuple(id, key).map(([name, named]) => `/${name}/storage/${named}`);

/** What hosts send. */
const sensible = fc.oneof(
  { weight: 5, arbitrary: call('POST', fc.constant('/install'), fc.record({ manifest })) },
  { weight: 2, arbitrary: call('POST', fc.constant('/install'), fc.record({ manifest, permissions })) },
  {
    weight: 3,
    arbitrary: call('GET', fc.constantFrom('/', '/?a=b', '/health', '/runtime', '/marketplace?page=2')),
  },
  {
    weight: 6,
    arbitrary: call(
      'PUT',
      of('/settings'),
      members.map((settings) => ({ settings })),
    ),
  },
  { weight: 5, arbitrary: call('PATCH', of('/settings'), members) },
  { weight: 2, arbitrary: call('GET', of('/settings')) },
  {
    weight: 6,
    arbitrary: call(
      'PUT',
      stored,
      value.map((each) => ({ value: each })),
    ),
  },
  { weight: 2, arbitrary: call('GET', stored) },
  { weight: 2, arbitrary: call('DELETE', stored) },
  { weight: 1, arbitrary: call('GET', of('/storage')) },
  { weight: 1, arbitrary: call('DELETE', of('/storage')) },
  { weight: 1, arbitrary: call('DELETE', of('')) },
  { weight: 2, arbitrary: call('POST', of('/activate')) },
  { weight: 1, arbitrary: call('POST', of('/deactivate')) },
  { weight: 2, arbitrary: call('POST', of('/update'), fc.record({ manifest, permissions })) },
  { weight: 2, arbitrary: call('PUT', of('/permissions'), fc.record({ permissions })) },
  {
    weight: 3,
    arbitrary: call(
      'PUT',
      inCatalogue('/rating'),
      fc.constantFrom<unknown>(1, 3, 5, 0, 2.5, '5', null).map((rating) => ({ rating })),
    ),
  },
  { weight: 1, arbitrary: call('DELETE', inCatalogue('/rating')) },
  { weight: 2, arbitrary: call('GET', fc.oneof(inCatalogue(''), inCatalogue('/versions'))) },
  { weight: 1, arbitrary: call('GET', fc.constantFrom('/updates', '/events')) },
);

const SEGMENTS = [
  ...IDS,
  ...[
    'settings',
    'storage',
    'install',
    'marketplace',
    'events',
    'health',
    'runtime',
    'bundles',
    'updates',
    'activate',
  ],
  ...[
    '',
    '.',
    '..',
    '*',
    '~',
    ';',
    '__proto__',
    'constructor',
    'x'.repeat(300),
    '0'.repeat(64),
    'http:',
    '[::1]',
    '@',
  ],
  ...[
    '%2e%2e',
    '..%2f',
    '%2F',
    '%5c',
    '%00',
    '%zz',
    '%',
    '%e0%a4',
    '%0d%0a',
    '%C3%A4',
    '%2500',
    '%ED%A0%80',
    '%F0%9F%8E%A8',
  ],
];
const noisePath = fc
  .tuple(
    fc.array(fc.constantFrom(...SEGMENTS), { maxLength: 4 }),
    fc.constantFrom('', '', '?', '?page=%zz&limit=1e9', '?a#b'),
  )
  .map(([segments, search]) => `/${segments.join('/')}${search}`);

const HOSTILE_TEXTS = [
  '',
  '   ',
  'null',
  '[]',
  '"text"',
  '{',
  '{"settings":{}}]',
  '{"settings":{"a":"\\u0000"}}',
  '{"settings":{"a":"\\ud83d"}}',
  '{"value":1e400}',
  '{"value":-1e131071}',
  '{"settings":{"__proto__":{"admin":true}}}',
  '{"__proto__":{"settings":{}},"settings":{"a":1}}',
  '{"settings":{"a":1,"a":2}}',
  '{"value":{"constructor":{"prototype":1}}}',
  `{"value":${'['.repeat(70)}${']'.repeat(70)}}`,
  `{"settings":{"b":${'['.repeat(62)}${']'.repeat(62)}}}`,
  `{"value":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  `{"value":"${'x'.repeat(66_000)}"}`,
  `{"settings":{"b":"${'é'.repeat(20_000)}"}}`,
  `{"value":[${Array(250).fill('1e300').join()}]}`,
  '{"value":12345678901234567890.12345678901234567890}',
  '{"value":-0}',
  '\ufeff{"value":1}',
];

interface Asked {
  method: string;
  path: string;
  json: unknown;
}

/** The JSON, whole or damaged, or something else altogether. */
function bodyOf(json: unknown): fc.Arbitrary<WireRequest['body']> {
  const whole = json === undefined ? undefined : JSON.stringify(json);
  return fc.oneof(
    { weight: 14, arbitrary: fc.constant(whole) },
    { weight: 1, arbitrary: fc.nat({ max: whole?.length ?? 0 }).map((end) => (whole ?? '').slice(0, end)) },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.json() },
  );
}

const rarely = <T>(arbitrary: fc.Arbitrary<T>, oneIn = 15) =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const headers = fc
  .record({
    'idempotency-key': rarely(fc.constantFrom('one', 'two', '', 'x'.repeat(300), 'ü'), 6),
    'if-match': rarely(fc.constantFrom('*', '"x"', 'W/"x"', '"x", *', ',,,')),
    'if-none-match': rarely(fc.constantFrom('*', '"x"', '"', ',')),
    'x-request-id': rarely(fc.constantFrom('from-a-proxy', 'a b', '<script>', 'x'.repeat(200), '')),
    'content-type': rarely(
      fc.constantFrom(
        'application/json; charset=utf-16',
        'text/plain',
        'application/merge-patch+json',
        '',
        ';',
        'a/b',
      ),
    ),
    'content-encoding': rarely(fc.constantFrom('gzip', 'identity', 'br, gzip'), 30),
    accept: rarely(fc.constantFrom('text/html', '*/*', 'nothing')),
    origin: rarely(fc.constantFrom('null', 'https://evil.example', '')),
    'sec-fetch-dest': rarely(fc.constantFrom('script', 'empty')),
    range: rarely(fc.constantFrom('bytes=0-1', 'bytes=-1')),
    'x-http-method-override': rarely(fc.constant('DELETE')),
  })
  .map((all) => ({
    'content-type': 'application/json',
    ...Object.fromEntries(Object.entries(all).filter(([, each]) => each !== undefined)),
  }));

/** One request, without a user. */
export const anyRequest: fc.Arbitrary<WireRequest> = fc
  .oneof(
    { weight: 12, arbitrary: sensible as fc.Arbitrary<Asked> },
    {
      weight: 2,
      arbitrary: fc.record({
        method: fc.constantFrom(
          'GET',
          'HEAD',
          'POST',
          'PUT',
          'PATCH',
          'DELETE',
          'OPTIONS',
          'TRACE',
          'PROPFIND',
        ),
        path: noisePath,
        json: fc.constantFrom<unknown>(
          undefined,
          {},
          { settings: {} },
          { value: 1 },
          { manifest: minimalManifest() },
        ),
      }),
    },
  )
  .chain(({ method, path, json }) =>
    fc.tuple(headers, bodyOf(json), rarely(fc.constantFrom('HEAD', 'GET', 'PUT', 'DELETE'), 40)).map(
      ([sent, body, otherMethod]): WireRequest => ({
        method: otherMethod ?? method,
        path,
        headers: sent,
        ...(body === undefined ? {} : { body }),
      }),
    ),
  );
