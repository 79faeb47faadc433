/**
 * Why a frame is not confined, or `undefined`. A `data:` URL needs no network: with the policy in force the fetch is refused, without
 * it it succeeds.
 */
export async function unconfinedBecause(): Promise<string | undefined> {
  if (parent === self) return 'it is not inside a frame';
  if (self.origin !== 'null') return `it has the origin ${self.origin}, not an opaque one`;
  try {
    await fetch('data:,');
    return 'its Content-Security-Policy does not forbid connections';
  } catch {
    return undefined;
  }
}
