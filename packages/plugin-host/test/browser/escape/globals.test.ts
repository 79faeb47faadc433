import { ALLOWED_GLOBALS } from '@fluxstudio/plugin-sdk/source/worker/globals.ts';
import { expect } from 'chai';
import {
  asCommonJs,
  asModule,
  CONFINED,
  environments,
  evaluate,
  pluginIn,
} from '../../support/escape/environments.ts';

/** Names that have a value on the scope or on what it inherits from. */
const VISIBLE = `const names = new Set();
  for (let object = self; object !== Object.prototype; object = Object.getPrototypeOf(object))
    for (const key of Reflect.ownKeys(object)) if (typeof key === 'string' && self[key] !== undefined) names.add(key);
  return [...names]`;

/** Constants that no engine lets anybody delete: numbers without authority. */
const INERT = ['TEMPORARY', 'PERSISTENT'];

/**
 * What kept objects lead back to, though its name is gone. Harmless: scopes that cannot be constructed, the read-only halves of
 * geometry, and what `performance.mark` returns.
 */
const RECOVERABLE = [
  ...['DedicatedWorkerGlobalScope', 'WorkerGlobalScope'],
  ...['DOMMatrixReadOnly', 'DOMPointReadOnly', 'DOMRectReadOnly'],
  ...['PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure'],
];

/** Objects that code can make or get, beside what hangs on the scope. */
const SEEDS = [
  `new Response('x')`,
  `new Response('x').body.getReader()`,
  `new Request('https://app.example')`,
  `new Blob(['x']).stream()`,
  `new Blob(['x']).arrayBuffer()`,
  `new ReadableStream({ type: 'bytes' })`,
  `new TransformStream()`,
  `new TextDecoderStream()`,
  `new CompressionStream('gzip')`,
  `new ImageData(1, 1)`,
  `createImageBitmap(new ImageData(1, 1))`,
  `new MessageChannel()`,
  `new AbortController()`,
  `AbortSignal.timeout(1e6)`,
  `AbortSignal.any([])`,
  `new FileReader()`,
  `new FormData().entries()`,
  `new Headers().entries()`,
  `new URLSearchParams().entries()`,
  `new ErrorEvent('error')`,
  `new MessageEvent('message')`,
  `new PromiseRejectionEvent('x', { promise: Promise.resolve() })`,
  `new Promise((done) => { addEventListener('x', done); dispatchEvent(new Event('x')) })`,
  `performance.mark('x')`,
  `performance.measure('x')`,
  `performance.getEntries()`,
  `crypto.subtle`,
  `crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt'])`,
  `WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))`,
  `new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })`,
  `async function () {}`,
  `function* () {}`,
  `async function* () {}`,
  `new Map().entries()`,
  `'x'.matchAll(/x/g)`,
  `new Intl.Segmenter().segment('x')`,
  `new Error('x')`,
  `new DOMException('x')`,
  `self.when?.('x')`,
  `import.meta`,
];

/** Follows properties, getters and prototypes from the scope and the seeds; returns the names of the functions it meets. */
const CRAWL = `const seen = new Set();
  const queue = [];
  const push = (value) => { if (Object(value) === value && !seen.has(value)) { seen.add(value); queue.push(value) } };
  const attempt = (read) => { try { return read() } catch {} };
  push(self);
  for (const seed of [${SEEDS.map((seed) => `() => (${seed})`).join(', ')}]) try { push(await seed()) } catch {}
  for (const object of queue) {
    const prototype = attempt(() => Object.getPrototypeOf(object));
    push(prototype);
    for (const key of attempt(() => Reflect.ownKeys(object)) ?? []) {
      const property = attempt(() => Reflect.getOwnPropertyDescriptor(object, key)) ?? {};
      push(property.value);
      push(property.get);
      push(property.set);
    }
    for (let holder = prototype; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder))
      for (const key of Reflect.ownKeys(holder)) if (Reflect.getOwnPropertyDescriptor(holder, key)?.get) push(attempt(() => object[key]));
  }
  return [...seen].filter((value) => typeof value === 'function').map((value) => attempt(() => value.name)).filter((name) => typeof name === 'string')`;

const commonJs = pluginIn(CONFINED, asCommonJs);
/** A module that has \`import.meta\` wherever it runs. */
const inModule = (body: string) =>
  `return (await import(URL.createObjectURL(new Blob([${JSON.stringify(`export default await (async () => { ${body} })()`)}], { type: 'text/javascript' })))).default`;

describe('what a plugin sees', () => {
  let visible: string[];
  let everything: string[];

  before(async () => {
    visible = await evaluate<string[]>(environments.both, VISIBLE);
    everything = await evaluate<string[]>(environments.plainWorker, VISIBLE);
  });

  it('has identifiers that are random, where the browser gives a worker without an origin none', async () => {
    const id = await evaluate<string>(environments.both, 'return crypto.randomUUID()');
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is only what the list allows', () => {
    const unlisted = visible.filter((name) => !ALLOWED_GLOBALS.includes(name));
    expect(unlisted.filter((name) => !INERT.includes(name))).to.deep.equal([]);
  });

  it('and constants that are numbers', async () => {
    const kinds = await evaluate(
      environments.both,
      `return ${JSON.stringify(INERT)}.map((name) => typeof self[name])`,
    );
    for (const kind of kinds as string[]) expect(kind).to.be.oneOf(['number', 'undefined']);
  });

  it('is the same for a CommonJS plugin', async () => {
    expect(await evaluate<string[]>(commonJs, VISIBLE)).to.have.members(visible);
  });

  it('is a fraction of what a worker has', () => {
    expect(everything).to.include.members([
      'fetch',
      'XMLHttpRequest',
      'importScripts',
      'indexedDB',
      'navigator',
      'location',
    ]);
    expect(visible.length).to.be.lessThan(everything.length - 80);
  });

  it('leads back to nothing that was removed', async function () {
    this.timeout(20_000);
    const removed = new Set(everything.filter((name) => !visible.includes(name)));
    // Ports and streams have methods of these names, which are not those of the scope.
    for (const method of ['close', 'postMessage', 'constructor', 'name']) removed.delete(method);
    const recovered = (names: string[]) => [...new Set(names)].filter((name) => removed.has(name));
    const inPlugin = await evaluate<string[]>(environments.both, inModule(CRAWL));
    expect(recovered(inPlugin).filter((name) => !RECOVERABLE.includes(name))).to.deep.equal([]);
    expect(inPlugin.length).to.be.greaterThan(300);
    const inWorker = await evaluate<string[]>(environments.plainWorker, inModule(CRAWL));
    expect(recovered(inWorker)).to.include.members([
      'fetch',
      'importScripts',
      'XMLHttpRequest',
      'WorkerNavigator',
    ]);
  });
});

describe('a scope that keeps what is not allowed', () => {
  const STUCK = `Object.defineProperty(self, 'stuck', { value: fetch, writable: false, configurable: false });`;

  it('runs no plugin', async () => {
    const stuck = pluginIn(CONFINED, asModule, STUCK);
    const result = await evaluate(stuck, `return typeof stuck`).catch((error) => error);
    expect(result).to.include({ code: 'SANDBOX_FAILED' });
    expect(String(result)).to.contain('stuck');
  });
});

describe('what kept globals cannot do', () => {
  const outcomes: Record<string, { body: string; expected: unknown }> = {
    'construct a fresh scope through self.constructor': {
      body: `try { new self.constructor(); return 'constructed' } catch (error) { return error.name }`,
      expected: 'TypeError',
    },
    'reach the runtime through Function.caller': {
      body: `let caller; try { caller = activate.caller } catch {} return caller === null || caller === undefined`,
      expected: true,
    },
    'reach the runtime through structured stacks': {
      body: `let sites = [];
        Error.prepareStackTrace = (_error, frames) => frames;
        const { stack } = new Error();
        if (Array.isArray(stack)) sites = stack.slice(2).flatMap((site) => [site.getThis?.(), site.getFunction?.()]);
        return sites.every((value) => value === undefined)`,
      expected: true,
    },
    'post into the frame with the method of ports': {
      body: `try { MessagePort.prototype.postMessage.call(self, 0); return 'posted' } catch (error) { return error.name }`,
      expected: 'TypeError',
    },
    'take a second port from a forged message': {
      body: `const { port1, port2 } = new MessageChannel();
        dispatchEvent(new MessageEvent('message', { ports: [port2] }));
        const heard = new Promise((done) => { port1.onmessage = () => done('heard') });
        port1.postMessage([1, 'ping', null, 0]);
        return Promise.race([heard, new Promise((done) => setTimeout(done, 100, 'nobody'))])`,
      expected: 'nobody',
    },
    'read what a picture looks like in this browser': {
      body: `const kinds = [typeof OffscreenCanvas, typeof VideoFrame, typeof ImageDecoder, typeof WebGLRenderingContext, typeof GPUQueue];
        const image = await createImageBitmap(new ImageData(1, 1));
        const read = await new Response(image).text();
        return [...new Set(kinds), read, Object.keys(image).length].join()`,
      expected: 'undefined,[object ImageBitmap],0',
    },
    'share memory between threads': {
      body: `return crossOriginIsolated || typeof SharedArrayBuffer`,
      expected: 'undefined',
    },
    'observe performance or tasks': {
      body: `return [typeof PerformanceObserver, typeof scheduler, typeof trustedTypes, typeof performance.memory].join()`,
      expected: 'undefined,undefined,undefined,undefined',
    },
  };

  for (const [name, { body, expected }] of Object.entries(outcomes)) {
    it(name, async () => {
      expect(await evaluate(commonJs, body)).to.equal(expected);
    });
  }
});
