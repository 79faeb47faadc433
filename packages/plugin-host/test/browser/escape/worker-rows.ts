import { ALL, type Engine } from '../../support/escape/engine.ts';
import type { EnvironmentName } from '../../support/escape/environments.ts';
import type { Leaks, Row } from '../../support/escape/suite.ts';

/** A row of what a worker might try. */
export interface WorkerRow extends Row<EnvironmentName> {
  /** Where the app's cookies travel along. */
  cookies?: Leaks<EnvironmentName>;
}

const UNCONFINED = { frameOnly: ALL, plainWorker: ALL };

export const NETWORK: readonly WorkerRow[] = [
  {
    name: 'fetch of the app’s API with credentials',
    code: `return (await (await fetch(reach.app, { credentials: 'include' })).text()) === 'hit' ? 'reached' : 'unread'`,
    leaks: UNCONFINED,
    cookies: { frameOnly: ['webkit'], plainWorker: ALL },
  },
  { name: 'fetch of another origin', code: `await fetch(reach.other)`, leaks: UNCONFINED },
  {
    name: 'fetch without CORS that outlives the worker',
    code: `await fetch(reach.other, { mode: 'no-cors', keepalive: true })`,
    leaks: UNCONFINED,
  },
  {
    name: 'XMLHttpRequest',
    code: `await new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onloadend = done;
      request.open('GET', reach.app);
      request.withCredentials = true;
      request.send();
    })`,
    leaks: UNCONFINED,
  },
  {
    name: 'WebSocket',
    code: `await new Promise((done) => { const socket = new WebSocket(reach.socket); socket.onclose = socket.onerror = done })`,
    leaks: UNCONFINED,
  },
  {
    name: 'EventSource',
    code: `await new Promise((done) => {
      const source = new EventSource(reach.other + '&as=events');
      source.onopen = source.onerror = () => done(source.close());
    })`,
    leaks: UNCONFINED,
  },
  {
    name: 'WebTransport',
    needs: ['udp'],
    code: `new WebTransport('https://127.0.0.1:' + reach.udp + '/').ready.catch(() => {})`,
    // Chromium has it in secure contexts only, which an opaque origin is not; WebKitGTK has none.
    leaks: { frameOnly: ['firefox'], plainWorker: ['chromium', 'firefox'] },
  },
  {
    name: 'WebRTC',
    needs: ['udp'],
    code: `const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + reach.udp }] });
      connection.createDataChannel('');
      await connection.setLocalDescription()`,
    // No engine has it in workers.
    leaks: {},
  },
];

export const CODE: readonly WorkerRow[] = [
  // A synchronous request holds up every other probe of its worker.
  {
    name: 'importScripts() of the app',
    alone: true,
    code: `importScripts(reach.app + '&as=script')`,
    leaks: UNCONFINED,
  },
  {
    name: 'importScripts() of another origin',
    alone: true,
    code: `importScripts(reach.other + '&as=script')`,
    leaks: UNCONFINED,
  },
  {
    name: 'importScripts(data:)',
    code: `importScripts('data:text/javascript,self.byData=1'); return self.byData ? 'reached' : 'not run'`,
    leaks: UNCONFINED,
  },
  // Syntax cannot be taken away: against import() there is only the policy.
  {
    name: 'import() of the app',
    code: `await import(reach.app + '&as=js')`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
  {
    name: 'import() of another origin',
    code: `await import(reach.other + '&as=js')`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
  {
    name: 'import statement inside a blob module',
    code: `await import(URL.createObjectURL(new Blob(['import ' + JSON.stringify(reach.other + '&as=js')], { type: 'text/javascript' })))`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
  {
    name: 'import() of remote JSON',
    code: `await import(reach.other + '&as=json', { with: { type: 'json' } })`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
  {
    name: 'import() of a remote style sheet',
    code: `await import(reach.other + '&as=css', { with: { type: 'css' } })`,
    // No engine has style sheets in workers.
    leaks: {},
  },
  {
    name: 'import.source() of remote WebAssembly',
    code: `await import(URL.createObjectURL(new Blob(['await import.source(' + JSON.stringify(reach.other) + ')'], { type: 'text/javascript' })))`,
    leaks: { neuteringOnly: ['firefox'], frameOnly: ['firefox'], plainWorker: ['firefox'] },
  },
  {
    name: 'import(data:)',
    code: `return (await import('data:text/javascript,export default "reached"')).default`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
  { name: 'eval', code: `return eval('"reached"')`, leaks: { ...UNCONFINED, neuteringOnly: ALL } },
  {
    name: 'Function',
    code: `return Function('return "reached"')()`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
  {
    name: 'the constructor of async functions',
    code: `return Object.getPrototypeOf(async () => {}).constructor('return "reached"')()`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
  {
    name: 'setTimeout of a string',
    code: `setTimeout('self.byTimer = 1');
      await new Promise((done) => setTimeout(done, 20));
      return self.byTimer ? 'reached' : 'not run'`,
    leaks: { ...UNCONFINED, neuteringOnly: ALL },
  },
];

const FETCHING = (url: string) =>
  `'fetch(' + JSON.stringify(${url}) + ', { mode: "no-cors" }).finally(() => self.postMessage(0))'`;
const UNTIL_SAID = `await new Promise((done) => { (worker.port ?? worker).onmessage = worker.onerror = done })`;

/** Each in a worker of its own: Firefox at times hangs in `new Worker` while modules load. */
export const WORKERS: readonly WorkerRow[] = [
  {
    name: 'nested blob worker that fetches',
    alone: true,
    code: `const worker = new Worker(URL.createObjectURL(new Blob([${FETCHING('reach.other')}]))); ${UNTIL_SAID}`,
    leaks: UNCONFINED,
  },
  {
    name: 'nested data: worker that fetches',
    alone: true,
    code: `const worker = new Worker('data:text/javascript,' + encodeURIComponent(${FETCHING('reach.other')})); ${UNTIL_SAID}`,
    leaks: UNCONFINED,
  },
  {
    name: 'nested worker from the app',
    alone: true,
    code: `const worker = new Worker(reach.app + '&as=script'); await new Promise((done) => { worker.onerror = done; setTimeout(done, 200) })`,
    leaks: { plainWorker: ALL },
  },
  {
    name: 'shared worker that fetches',
    code: `const worker = new SharedWorker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(reach.other) + ')'])));
      await new Promise((done) => { worker.onerror = done; setTimeout(done, 200) })`,
    // No engine has it in workers.
    leaks: {},
  },
];

const OPEN_DATABASE = `const open = indexedDB.open('escape');
  await new Promise((done, fail) => { open.onsuccess = done; open.onerror = () => fail(open.error) })`;

/** What reaches the app's storage or pages without a request. */
export const SHARED: readonly WorkerRow[] = [
  {
    name: 'BroadcastChannel to the page',
    code: `const channel = new BroadcastChannel('escape');
      const answer = new Promise((done) => { channel.onmessage = () => done('reached') });
      channel.postMessage(reach.id);
      // The page answers within a task; a silent one is waited for a little.
      return Promise.race([answer, new Promise((done) => setTimeout(done, 1_000, 'silent'))])`,
    leaks: { plainWorker: ALL },
  },
  { name: 'indexedDB', code: `${OPEN_DATABASE}; return 'reached'`, leaks: { plainWorker: ALL } },
  {
    name: 'locks',
    code: `return navigator.locks.request('escape', () => 'reached')`,
    leaks: { plainWorker: ALL },
  },
  {
    name: 'the origin’s private file system',
    code: `await navigator.storage.getDirectory(); return 'reached'`,
    leaks: { plainWorker: ['chromium', 'firefox'] },
  },
  {
    name: 'caches',
    code: `await caches.open('escape'); return 'reached'`,
    leaks: { policyOnly: ['webkit'], frameOnly: ['webkit'], plainWorker: ALL },
  },
  {
    name: 'webkitRequestFileSystem',
    code: `return new Promise((done) => webkitRequestFileSystem(0, 1, () => done('reached'), () => done('refused')))`,
    leaks: { plainWorker: ['chromium'] },
  },
];

const present = (expression: string) => `return ${expression} ? 'reached' : 'absent'`;

/** A member of `navigator`: which engines show it to an opaque origin, and which to a worker of the page's own. */
const navigatorRow = (key: string, opaque: readonly Engine[], plainWorker = opaque): WorkerRow => ({
  name: `navigator.${key}`,
  code: present(`navigator.${key} !== undefined`),
  leaks: { policyOnly: opaque, frameOnly: opaque, plainWorker },
});

/** What reaches the user or the machine. Policies do not govern objects: these fall to neutering alone. */
export const DEVICES: readonly WorkerRow[] = [
  {
    name: 'FontFace(url)',
    code: `await new FontFace('probe', 'url("' + reach.other + '")').load()`,
    leaks: { frameOnly: ['chromium', 'firefox'], plainWorker: ['chromium', 'firefox'] },
  },
  {
    name: 'Notification',
    code: `new Notification('escape'); return 'reached'`,
    leaks: { policyOnly: ALL, frameOnly: ALL, plainWorker: ALL },
  },
  {
    name: 'location tells the app’s address',
    code: present(`String(location).includes(new URL(reach.app).host)`),
    leaks: { plainWorker: ALL },
  },
  {
    name: 'location navigates',
    alone: true,
    code: `try { location.href = reach.app } catch {} location = reach.app`,
    leaks: {},
  },
  // Workers cannot navigate, and have no beacons, in any engine.
  { name: 'navigator.sendBeacon', code: `navigator.sendBeacon(reach.app)`, leaks: {} },
  navigatorRow('serviceWorker', ['firefox', 'webkit']),
  navigatorRow('serial', ['firefox'], ['chromium', 'firefox']),
  navigatorRow('usb', [], ['chromium']),
  navigatorRow('hid', [], ['chromium']),
  navigatorRow('bluetooth', []),
  navigatorRow('gpu', [], ['chromium']),
  navigatorRow('storage', ['firefox'], ['chromium', 'firefox']),
  navigatorRow('permissions', ALL),
  navigatorRow('userAgent', ALL),
  {
    name: 'OffscreenCanvas',
    code: present(`new OffscreenCanvas(1, 1).getContext('2d')`),
    leaks: { policyOnly: ALL, frameOnly: ALL, plainWorker: ALL },
  },
  {
    name: 'postMessage past the port',
    code: `self.postMessage('escape'); return 'reached'`,
    leaks: { policyOnly: ALL, frameOnly: ALL, plainWorker: ALL },
  },
  {
    name: 'close',
    alone: true,
    code: present(`typeof self.close === 'function'`),
    leaks: { policyOnly: ALL, frameOnly: ALL, plainWorker: ALL },
  },
];

/** What plugins need gets through everywhere. */
const EVERYWHERE = {
  both: ALL,
  policyOnly: ALL,
  neuteringOnly: ALL,
  frameOnly: ALL,
  plainWorker: ALL,
};

export const WORKING: readonly WorkerRow[] = [
  {
    name: 'createImageBitmap',
    code: `const { width } = structuredClone(await createImageBitmap(new ImageData(3, 1))); return width === 3 ? 'reached' : 'empty'`,
    leaks: EVERYWHERE,
  },
  {
    name: 'import(blob:)',
    code: `return (await import(URL.createObjectURL(new Blob(['export default "reached"'], { type: 'text/javascript' })))).default`,
    leaks: EVERYWHERE,
  },
  {
    name: 'WebAssembly',
    code: `const header = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
      await WebAssembly.instantiate(header);
      new WebAssembly.Module(header);
      return 'reached'`,
    leaks: EVERYWHERE,
  },
];

/** What plugins keep and might be taken for a way out. No engine lets anything leave by it, not even from a plain worker. */
export const KEPT: readonly WorkerRow[] = [
  {
    name: 'Request and Response',
    code: `await new Response(new Request(reach.app, { method: 'POST', body: 'x', keepalive: true }).body).text();
      new Request(reach.other);
      Response.redirect(reach.app);
      await new Response(reach.other).blob()`,
    leaks: {},
  },
  {
    name: 'streaming compilation of a request',
    code: `await WebAssembly.compileStreaming(new Request(reach.other))`,
    leaks: {},
  },
  {
    name: 'a bitmap of an SVG that names pictures and style sheets',
    code: `const address = JSON.stringify(reach.other);
      const svg = '<?xml-stylesheet href=' + address + '?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>@import '
        + address + ';</style><image href=' + address + ' width="9" height="9"/></svg>';
      for (const type of ['image/svg+xml', 'image/png', 'text/html'])
        await createImageBitmap(new Blob([svg], { type }), { resizeWidth: 9, resizeHeight: 9 }).catch(() => {})`,
    leaks: {},
  },
  {
    name: 'a bitmap of an address',
    code: `for (const source of [reach.app, new URL(reach.other), new Request(reach.other), { src: reach.other }])
        await createImageBitmap(source).catch(() => {})`,
    leaks: {},
  },
  {
    name: 'a styled message to the console',
    code: `console.debug('%c ', 'padding: 9px; background: url("' + reach.other + '")')`,
    leaks: {},
  },
  {
    name: 'a source map',
    code: `await import(URL.createObjectURL(new Blob(['//# sourceMappingURL=' + reach.other], { type: 'text/javascript' })))`,
    leaks: {},
  },
  {
    name: 'a reported error that names a file',
    alone: true,
    code: `addEventListener('error', (event) => event.preventDefault());
      reportError(Object.assign(new Error('probe'), { fileName: reach.other, stack: 'at ' + reach.other }))`,
    leaks: {},
  },
];
