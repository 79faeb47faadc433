import { ALL, type Engine } from '../../support/escape/engine.ts';
import type { Row } from '../../support/escape/suite.ts';

/** The frame's document: with the attribute and the policy, with one of them, with neither. */
export type DocumentEnvironment = 'both' | 'policyOnly' | 'sandboxOnly' | 'plain';

export type DocumentRow = Row<DocumentEnvironment>;

/** Puts an element into the document and waits until it has loaded or failed. */
const element = (tag: string, properties: string) =>
  `const element = document.createElement('${tag}');
  const done = new Promise((done) => { element.onload = element.onerror = done; setTimeout(done, 300) });
  Object.assign(element, ${properties});
  document.documentElement.append(element);
  await done`;

const all = (engines: readonly Engine[]) => ({
  both: engines,
  policyOnly: engines,
  sandboxOnly: engines,
  plain: engines,
});

/** Sandboxing does not stop requests: policies do. */
const REQUEST = { sandboxOnly: ALL, plain: ALL };

const link = (rel: string, more = '') => element('link', `{ rel: '${rel}', href: reach.other ${more} }`);

export const REQUESTS: readonly DocumentRow[] = [
  { name: 'image', code: element('img', '{ src: reach.other }'), leaks: REQUEST },
  { name: 'script', code: element('script', `{ src: reach.other + '&as=script' }`), leaks: REQUEST },
  { name: 'style sheet', code: link('stylesheet'), leaks: REQUEST },
  {
    name: '@import in a style element',
    code: element('style', `{ textContent: '@import "' + reach.other + '"' }`),
    leaks: REQUEST,
  },
  {
    name: 'background of an element',
    code: element(
      'div',
      `{ style: 'height: 9px; background: url("' + reach.other + '")', textContent: 'seen' }`,
    ),
    leaks: REQUEST,
  },
  { name: 'preload', code: link('preload', `, as: 'image'`), leaks: REQUEST },
  { name: 'modulepreload', code: link('modulepreload'), leaks: REQUEST },
  {
    name: 'prefetch',
    code: link('prefetch'),
    leaks: { sandboxOnly: ['chromium', 'firefox'], plain: ['chromium', 'firefox'] },
  },
  {
    name: 'preconnect',
    needs: ['tcp'],
    code: element('link', `{ rel: 'preconnect', href: 'http://127.0.0.1:' + reach.tcp }`),
    // No directive governs a connection without a request. Headless Firefox opens none.
    leaks: all(['chromium', 'webkit']),
  },
  { name: 'nested frame', code: element('iframe', '{ src: reach.other }'), leaks: REQUEST },
  { name: 'object', code: element('object', `{ data: reach.other + '&as=html' }`), leaks: REQUEST },
  // Not its source: Chromium puts media off while it takes the page for hidden.
  { name: 'poster of a video', code: element('video', '{ poster: reach.other }'), leaks: REQUEST },
  { name: 'fetch', code: `await fetch(reach.app, { credentials: 'include' })`, leaks: REQUEST },
  { name: 'beacon', code: `navigator.sendBeacon(reach.app)`, leaks: REQUEST },
  {
    name: 'WebSocket',
    code: `await new Promise((done) => { const socket = new WebSocket(reach.socket); socket.onclose = socket.onerror = done })`,
    leaks: REQUEST,
  },
  {
    name: 'audio worklet',
    code: `await new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(reach.other + '&as=js')`,
    leaks: REQUEST,
  },
  {
    name: 'paint worklet',
    code: `await CSS.paintWorklet.addModule(reach.other + '&as=js')`,
    leaks: { sandboxOnly: ['chromium'], plain: ['chromium'] },
  },
  {
    name: 'service worker',
    code: `await navigator.serviceWorker.register(reach.app + '&as=script')`,
    leaks: { plain: ALL },
  },
  {
    name: 'WebRTC',
    needs: ['udp'],
    code: `const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + reach.udp }] });
      connection.createDataChannel('');
      await connection.setLocalDescription();
      await new Promise((done) => { connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && done(); setTimeout(done, 300) })`,
    // Chromium ignores `webrtc 'block'` too. Firefox sends nothing from headless frames, WebKitGTK has none.
    leaks: all(['chromium']),
  },
];

/** Policies do not govern navigation. This is why no plugin code ever runs in a document. */
const NAVIGATION = all(ALL);

export const NAVIGATIONS: readonly DocumentRow[] = [
  { name: 'location', code: `location = reach.app`, leaks: NAVIGATION },
  {
    name: 'a clicked link',
    code: `Object.assign(document.createElement('a'), { href: reach.app }).click()`,
    leaks: NAVIGATION,
  },
  {
    name: 'a clicked download',
    code: `Object.assign(document.createElement('a'), { href: reach.app, download: '' }).click()`,
    leaks: NAVIGATION,
  },
  {
    name: 'ping of a link',
    code: `Object.assign(document.createElement('a'), { href: '#', ping: reach.app }).click()`,
    leaks: { sandboxOnly: ['chromium', 'webkit'], plain: ['chromium', 'webkit'] },
  },
  {
    name: 'meta refresh',
    code: `const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0;url=' + reach.app;
      document.head.append(meta)`,
    leaks: NAVIGATION,
  },
  {
    name: 'form',
    code: `const form = document.createElement('form');
      form.action = reach.app;
      form.method = 'post';
      form.append(document.createElement('input'));
      document.documentElement.append(form);
      form.submit()`,
    leaks: { plain: ALL },
  },
  {
    name: 'window.open',
    code: `return window.open(reach.app) ? 'reached' : 'blocked'`,
    leaks: { plain: ['chromium', 'firefox'] },
  },
  { name: 'navigation of the parent', code: `parent.location = reach.app`, leaks: { plain: ALL } },
];

/** Navigating the top would end the test in a plain frame: it is tried only where it must fail. */
export const TOP_NAVIGATION: DocumentRow = {
  name: 'navigation of the top',
  code: `top.location = reach.app`,
  leaks: {},
};

export const APP_STATE: readonly DocumentRow[] = [
  {
    name: 'the parent’s document',
    code: `return parent.document.body ? 'reached' : ''`,
    leaks: { plain: ALL },
  },
  {
    name: 'cookies',
    code: `return document.cookie.includes('flux_lax') ? 'reached' : ''`,
    leaks: { plain: ALL },
  },
  { name: 'localStorage', code: `return localStorage ? 'reached' : ''`, leaks: { plain: ALL } },
  { name: 'sessionStorage', code: `return sessionStorage ? 'reached' : ''`, leaks: { plain: ALL } },
  {
    name: 'indexedDB',
    code: `const open = indexedDB.open('escape');
      return new Promise((done) => { open.onsuccess = () => done('reached'); open.onerror = () => done('refused') })`,
    leaks: { plain: ALL },
  },
  { name: 'caches', code: `await caches.open('escape'); return 'reached'`, leaks: { plain: ALL } },
  {
    name: 'BroadcastChannel to the page',
    code: `const channel = new BroadcastChannel('escape');
      const answer = new Promise((done) => { channel.onmessage = () => done('reached') });
      channel.postMessage(reach.id);
      return Promise.race([answer, new Promise((done) => setTimeout(done, 1_000, 'silent'))])`,
    leaks: { plain: ALL },
  },
];
