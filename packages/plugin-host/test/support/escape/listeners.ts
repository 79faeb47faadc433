/** What arrived at a listener: where, and which of the app's cookies came along (`lax`, `strict`). */
export interface Hit {
  at: 'app' | 'other' | 'udp' | 'tcp';
  cookies: string[];
}

/** Where a probe may knock. Everything that arrives is counted under `id`. */
export interface Reach {
  id: string;
  /** URL at the app's own origin. Append `&as=js` (script, json, css, html, events) for another kind of answer. */
  app: string;
  /** URL at a second origin. */
  other: string;
  socket: string;
  /** A UDP port and a TCP port of this probe alone; 0 unless the row asks for them. */
  udp: number;
  tcp: number;
}

const text = async (path: string): Promise<string> => (await fetch(path)).text();
let other: Promise<string> | undefined;

export async function createReach(id: string, needs: readonly ('udp' | 'tcp')[] | undefined): Promise<Reach> {
  other ??= text('/test/other');
  const port = async (kind: 'udp' | 'tcp') =>
    needs?.includes(kind) ? Number(await text(`/test/listen?kind=${kind}&id=${encodeURIComponent(id)}`)) : 0;
  const path = `/test/hit?id=${encodeURIComponent(id)}`;
  return {
    id,
    app: location.origin + path,
    other: (await other) + path,
    socket: (await other).replace('http', 'ws') + path,
    udp: await port('udp'),
    tcp: await port('tcp'),
  };
}

/** All hits of ids that start with `prefix`, by id. */
export async function readHits(prefix: string): Promise<Record<string, Hit[]>> {
  const response = await fetch(`/test/hits?prefix=${encodeURIComponent(prefix)}`, { cache: 'no-store' });
  return response.json();
}

/** The app's session, as two cookies. */
export function setAppCookies(): void {
  for (const site of ['Lax', 'Strict']) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every engine
    document.cookie = `flux_${site.toLowerCase()}=1; SameSite=${site}; path=/`;
  }
}
