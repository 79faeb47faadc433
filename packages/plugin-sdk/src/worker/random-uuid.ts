/** Browsers have it only in secure contexts, and the worker of a frame without an origin is none. */
export function provideRandomUUID(crypto: Pick<Crypto, 'getRandomValues'> & Partial<Crypto>): void {
  crypto.randomUUID ??= () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    // Version 4, variant 1: RFC 9562, section 5.4.
    bytes.set([((bytes[6] as number) & 15) | 64], 6);
    bytes.set([((bytes[8] as number) & 63) | 128], 8);
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as ReturnType<Crypto['randomUUID']>;
  };
}
