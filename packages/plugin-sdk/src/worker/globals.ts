/**
 * What is left of the worker's global scope. An allow-list: what a browser adds tomorrow is gone until it is listed here.
 * Kept: the language, and Web APIs that compute without reaching anything outside the worker.
 */
export const ALLOWED_GLOBALS: readonly string[] = [
  // The language
  ...'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error'.split(
    ' ',
  ),
  ...'AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError DisposableStack'.split(
    ' ',
  ),
  ...'AsyncDisposableStack globalThis JSON Math Intl Temporal ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array'.split(
    ' ',
  ),
  ...'Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array'.split(
    ' ',
  ),
  ...'DataView Map BigInt Set WeakMap WeakSet WeakRef FinalizationRegistry Proxy Reflect Iterator decodeURI decodeURIComponent'.split(
    ' ',
  ),
  ...'encodeURI encodeURIComponent escape unescape eval isFinite isNaN WebAssembly'.split(' '),
  // The scope itself, without its ways out
  ...'self console constructor origin isSecureContext crossOriginIsolated addEventListener removeEventListener dispatchEvent'.split(
    ' ',
  ),
  ...'reportError onerror onunhandledrejection onrejectionhandled'.split(' '),
  // Time and scheduling
  ...'setTimeout clearTimeout setInterval clearInterval queueMicrotask performance Performance'.split(' '),
  // Data
  ...'structuredClone atob btoa TextEncoder TextDecoder TextEncoderStream TextDecoderStream URL URLSearchParams URLPattern'.split(
    ' ',
  ),
  ...'Blob File FileList FileReader FileReaderSync FormData Headers Request Response'.split(' '),
  // What can be drawn, and not read back: nothing that tells how this browser draws, such as OffscreenCanvas.
  ...'ImageData ImageBitmap createImageBitmap'.split(' '),
  ...'CompressionStream DecompressionStream crypto Crypto CryptoKey SubtleCrypto DOMException DOMPoint DOMRect DOMMatrix'.split(
    ' ',
  ),
  ...'ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamDefaultController'.split(
    ' ',
  ),
  ...'ReadableByteStreamController ReadableStreamBYOBRequest WritableStream WritableStreamDefaultWriter'.split(
    ' ',
  ),
  ...'WritableStreamDefaultController TransformStream TransformStreamDefaultController'.split(' '),
  ...'ByteLengthQueuingStrategy CountQueuingStrategy'.split(' '),
  // Events and cancellation
  ...'AbortController AbortSignal Event EventTarget CustomEvent ErrorEvent PromiseRejectionEvent MessageEvent ProgressEvent'.split(
    ' ',
  ),
  ...'MessageChannel MessagePort'.split(' '),
];

/** What every event target keeps. */
const EVENT_TARGET = new Set<PropertyKey>([
  'constructor',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
]);

/**
 * Removes every global that is not allowed, from the scope and from its prototypes; of `EventTarget`, whose members the scope
 * inherits, the classic ones stay. Returns the names that could not be removed; a caller must treat a non-empty list as a failed
 * sandbox.
 */
export function neuterGlobals(scope: object, allowed: Iterable<string> = ALLOWED_GLOBALS): string[] {
  const keep = new Set<PropertyKey>(allowed);
  const stubborn: string[] = [];
  for (let object = scope; object && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    const kept = object === EventTarget.prototype ? EVENT_TARGET : keep;
    for (const key of Reflect.ownKeys(object)) {
      if (typeof key === 'symbol' || kept.has(key)) continue;
      // By name, because reading a constructor makes the engine build it: there are hundreds, and few are events.
      if (key.endsWith('Event')) silenceEvents(Reflect.getOwnPropertyDescriptor(object, key)?.value);
      if (Reflect.deleteProperty(object, key)) continue;
      // WebIDL constants such as TEMPORARY cannot be removed; a plain number gives no authority.
      const emptied = Reflect.defineProperty(object, key, {
        value: undefined,
        writable: false,
        configurable: false,
      });
      if (!emptied && Object(Reflect.get(object, key)) === Reflect.get(object, key)) stubborn.push(key);
    }
  }
  return stubborn;
}

/**
 * Events of a kind that is not allowed are still dispatched, and a `securitypolicyviolation` quotes the frame's policy with the
 * app's origin in it. They become plain events.
 */
function silenceEvents(removed: unknown): void {
  const prototype = typeof removed === 'function' ? (removed.prototype as unknown) : undefined;
  if (!(prototype instanceof Event)) return;
  for (const key of Reflect.ownKeys(prototype)) Reflect.deleteProperty(prototype, key);
}
