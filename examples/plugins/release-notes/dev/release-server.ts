import { once } from 'node:events';
import { createServer } from 'node:http';

/** How it answers: as it should, with an error, or never. */
export type Mode = 'ok' | 'error' | 'slow';

export interface ReleaseServer {
  readonly url: string;
  /** Can be set while it runs. */
  mode: Mode;
  /** Requests that it has seen: their `Authorization`. */
  readonly seen: readonly (string | undefined)[];
  close(): Promise<void>;
}

const LATEST = {
  name: 'Aurora',
  version: '2.1.0',
  notes: '- Boards snap to a grid.\n- Exports keep their layers.',
};

/** A release service to try the plugin with: `GET /releases/latest` for whoever shows the token. */
export async function startReleaseServer(
  port: number,
  token: string,
  mode: Mode = 'ok',
): Promise<ReleaseServer> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    seen.push(request.headers.authorization);
    if (request.url !== '/releases/latest') answer(404, { error: 'There is only /releases/latest' });
    else if (request.headers.authorization !== `Bearer ${token}`) answer(401, { error: 'Unknown token' });
    else if (running.mode === 'error') answer(500, { error: 'The release service is out of order' });
    else if (running.mode === 'ok') answer(200, LATEST);
  });
  // Not only 127.0.0.1: `localhost` may mean ::1.
  server.listen(port, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The release server has no port');
  const running: ReleaseServer = {
    url: `http://localhost:${address.port}`,
    mode,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Those that are never answered.
        server.closeAllConnections();
      }),
  };
  return running;
}
