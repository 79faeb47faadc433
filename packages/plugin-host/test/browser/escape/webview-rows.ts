import { ALL } from '../../support/escape/engine.ts';
import type { Row } from '../../support/escape/suite.ts';
import type { controls, webviews } from '../../support/escape/webview-suite.ts';

/** What it loads is the same in every layout of frames. */
export type RequestRow = Row<'webview' | 'plain'>;

export type NavigationRow = Row<keyof typeof webviews | keyof typeof controls>;

const REQUEST = { plain: ALL };
/** Policies do not govern where a frame goes by itself: that of the frame around it does. */
const NAVIGATION = { single: ALL, plain: ALL };

/** Puts markup into the document, and gives it the time to load. */
const markup = (html: string) =>
  `const place = document.createElement('div');
  place.innerHTML = \`${html}\`;
  document.documentElement.append(place);
  await new Promise((done) => setTimeout(done, 300))`;

const style = (css: string) => markup(`<style>.x { ${css} }</style><div class="x">seen</div>`);

const click = (html: string, selector = 'a') =>
  `${markup(html)};
  const found = place.querySelector('${selector}');
  if (found.click) found.click();
  else found.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))`;

/** Addresses in the template strings of the code. */
const [other, app] = ['$' + '{reach.other}', '$' + '{reach.app}'];

export const MORE_REQUESTS: readonly RequestRow[] = [
  {
    name: 'XMLHttpRequest',
    code: `const request = new XMLHttpRequest();
      request.open('GET', reach.app);
      request.send();
      await new Promise((done) => { request.onloadend = done })`,
    leaks: REQUEST,
  },
  {
    name: 'EventSource',
    code: `await new Promise((done) => { const source = new EventSource(reach.app + '&as=events'); source.onerror = source.onopen = done })`,
    leaks: REQUEST,
  },
  {
    name: 'fetch that outlives the page',
    code: `await fetch(reach.app, { keepalive: true })`,
    leaks: REQUEST,
  },
  { name: 'srcset of an image', code: markup(`<img srcset="${other} 1x">`), leaks: REQUEST },
  {
    name: 'source of a picture',
    code: markup(`<picture><source srcset="${other}"><img></picture>`),
    leaks: REQUEST,
  },
  { name: 'image of an input', code: markup(`<input type="image" src="${other}">`), leaks: REQUEST },
  { name: 'embed', code: markup(`<embed src="${other}&as=html" type="text/html">`), leaks: REQUEST },
  {
    name: 'audio',
    code: `const audio = new Audio(reach.other); audio.preload = 'auto'; audio.load(); await audio.play()`,
    // Chromium puts media off until the user has done something.
    leaks: { plain: ['firefox', 'webkit'] },
  },
  {
    name: 'subtitles of a video',
    code: `${markup(`<video crossorigin="anonymous"><track default kind="subtitles" src="${app}"></video>`)}; place.querySelector('track').track.mode = 'showing'`,
    leaks: REQUEST,
  },
  {
    name: 'image in an SVG',
    code: markup(`<svg><image href="${other}" width="9" height="9"/></svg>`),
    leaks: REQUEST,
  },
  {
    name: 'filter image in an SVG',
    code: markup(
      `<svg width="9" height="9"><filter id="f"><feImage href="${other}"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
    ),
    leaks: REQUEST,
  },
  { name: 'use in an SVG', code: markup(`<svg><use href="${app}#a"/></svg>`), leaks: REQUEST },
  {
    name: 'script in an SVG',
    code: `const svg = document.createElementNS('http://www.w3.org/2000/svg', 'script');
      svg.setAttribute('href', reach.other + '&as=script');
      document.documentElement.append(svg)`,
    leaks: REQUEST,
  },
  { name: 'cursor', code: style(`cursor: url("${other}"), auto; position: fixed; inset: 0`), leaks: REQUEST },
  {
    name: 'image of a list',
    code: style(`display: list-item; list-style-image: url("${other}")`),
    leaks: REQUEST,
  },
  {
    name: 'content',
    code: markup(`<style>.x::before { content: url("${other}") }</style><div class="x">seen</div>`),
    leaks: REQUEST,
  },
  { name: 'image-set', code: style(`background: image-set("${other}" 1x)`), leaks: REQUEST },
  { name: 'mask', code: style(`mask: url("${app}#m")`), leaks: REQUEST },
  {
    name: 'font of a style',
    code: markup(
      `<style>@font-face { font-family: x; src: url("${app}") }</style><div style="font-family: x">seen</div>`,
    ),
    leaks: REQUEST,
  },
  {
    name: 'font of a script',
    code: `await new FontFace('y', 'url("' + reach.app + '")').load()`,
    leaks: REQUEST,
  },
  { name: 'icon', code: markup(`<link rel="icon" href="${other}">`), leaks: {} },
  { name: 'manifest', code: markup(`<link rel="manifest" href="${app}">`), leaks: {} },
  { name: 'prerender', code: markup(`<link rel="prerender" href="${app}">`), leaks: {} },
  {
    name: 'speculation rules',
    code: `const rules = Object.assign(document.createElement('script'), { type: 'speculationrules' });
      rules.textContent = JSON.stringify({ prefetch: [{ urls: [reach.app], eagerness: 'immediate' }] });
      document.documentElement.append(rules);
      await new Promise((done) => setTimeout(done, 300))`,
    leaks: {},
  },
  { name: 'import()', code: `await import(reach.app + '&as=js')`, leaks: REQUEST },
  { name: 'worker', code: `new Worker(reach.app + '&as=script')`, leaks: REQUEST },
  { name: 'shared worker', code: `new SharedWorker(reach.app + '&as=script')`, leaks: REQUEST },
  {
    name: 'worker from a blob that fetches',
    code: `new Worker(URL.createObjectURL(new Blob(['fetch("' + reach.app + '")'])));
      await new Promise((done) => setTimeout(done, 300))`,
    leaks: REQUEST,
  },
  {
    name: 'WebTransport',
    needs: ['udp'],
    code: `await new WebTransport('https://127.0.0.1:' + reach.udp).ready`,
    leaks: { plain: ['chromium', 'firefox'] },
  },
  {
    name: 'method of a payment',
    code: `await new PaymentRequest([{ supportedMethods: reach.other }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment()`,
    leaks: { plain: ['chromium'] },
  },
];

export const MORE_NAVIGATIONS: readonly NavigationRow[] = [
  { name: 'location.assign', code: `location.assign(reach.app)`, leaks: NAVIGATION },
  { name: 'location.replace', code: `location.replace(reach.app)`, leaks: NAVIGATION },
  {
    name: 'navigation.navigate',
    code: `navigation.navigate(reach.app)`,
    // WebKitGTK does not have it yet.
    leaks: { single: ['chromium', 'firefox'], plain: ['chromium', 'firefox'] },
  },
  { name: 'window.open in itself', code: `window.open(reach.app, '_self')`, leaks: NAVIGATION },
  { name: 'window.open in its parent', code: `window.open(reach.app, '_parent')`, leaks: { plain: ALL } },
  {
    name: 'a link to another window',
    code: click(`<a target="_blank" href="${app}">x</a>`),
    leaks: { plain: ['chromium', 'firefox'] },
  },
  {
    name: 'a link to its parent',
    code: click(`<a target="_parent" href="${app}">x</a>`),
    leaks: { plain: ALL },
  },
  {
    name: 'a link in an SVG',
    code: click(`<svg><a href="${app}"><text y="9">x</text></a></svg>`),
    leaks: NAVIGATION,
  },
  { name: 'an area of a map', code: click(`<map><area href="${app}"></map>`, 'area'), leaks: NAVIGATION },
  { name: 'a link with a base', code: click(`<base href="${app}"><a href="">x</a>`), leaks: { plain: ALL } },
  {
    name: 'a form by GET',
    code: click(
      `<form action="${app}"><button name="id" value="${'$'}{reach.id}"></button></form>`,
      'button',
    ),
    leaks: { plain: ALL },
  },
  {
    name: 'a form to its parent',
    code: click(`<form target="_parent" method="post" action="${app}"><button></button></form>`, 'button'),
    leaks: { plain: ALL },
  },
  {
    name: 'a form to another window',
    code: click(`<form target="_blank" method="post" action="${app}"><button></button></form>`, 'button'),
    leaks: { plain: ['chromium', 'firefox'] },
  },
  {
    name: 'a button with an action',
    code: click(`<form method="post"><button formaction="${app}"></button></form>`, 'button'),
    leaks: { plain: ALL },
  },
  {
    name: 'a document written anew that refreshes',
    code: `document.open(); document.write('<meta http-equiv="refresh" content="0;url=' + reach.app + '">'); document.close()`,
    leaks: NAVIGATION,
  },
  {
    name: 'a data: page that goes on',
    code: `location = 'data:text/html,' + encodeURIComponent('<script>location = ' + JSON.stringify(reach.app) + '</' + 'script>')`,
    leaks: NAVIGATION,
  },
  {
    name: 'a blob: page that goes on',
    code: `location = URL.createObjectURL(new Blob(['<script>location = ' + JSON.stringify(reach.app) + '</' + 'script>'], { type: 'text/html' }))`,
    leaks: NAVIGATION,
  },
  {
    name: 'a javascript: page that goes on',
    code: `location = 'javascript:location = ' + JSON.stringify(reach.app)`,
    leaks: { plain: ['chromium', 'firefox'] },
  },
  {
    name: 'a frame from srcdoc that goes on',
    code: `const frame = document.createElement('iframe');
      frame.srcdoc = '<script>location = ' + JSON.stringify(reach.app) + '</' + 'script>';
      document.documentElement.append(frame)`,
    leaks: { plain: ALL },
  },
  {
    name: 'an empty frame that is sent away',
    code: `const frame = document.createElement('iframe');
      document.documentElement.append(frame);
      frame.contentWindow.location = reach.app`,
    leaks: { plain: ALL },
  },
  {
    name: 'a frame from a data: page',
    code: `const frame = document.createElement('iframe');
      frame.src = 'data:text/html,' + encodeURIComponent('<img src="' + reach.other + '">');
      document.documentElement.append(frame)`,
    leaks: { plain: ALL },
  },
];

/** Navigating the top would end the test in a plain frame: these are tried only where they must fail. */
export const TOP_NAVIGATIONS: readonly NavigationRow[] = [
  { name: 'top.location', code: `top.location = reach.app`, leaks: {} },
  { name: 'a link to the top', code: click(`<a target="_top" href="${app}">x</a>`), leaks: {} },
  {
    name: 'a form to the top',
    code: click(`<form target="_top" method="post" action="${app}"><button></button></form>`, 'button'),
    leaks: {},
  },
  { name: 'window.open in the top', code: `window.open(reach.app, '_top')`, leaks: {} },
];
