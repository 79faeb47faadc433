import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { StartupError } from './startup-error.ts';

/** How long requests under way may take once the server is told to stop. Milliseconds. */
const GRACE = 2000;

export interface HttpListener {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on this machine only. */
export async function listen(handler: RequestListener, port: number): Promise<HttpListener> {
  const server = createServer(handler);
  // A client that is being answered when the server is told to stop would keep its connection for the next request.
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`;
    throw new StartupError(
      `Port ${port} ${why}: set PORT to another one, such as PORT=${port === 5180 ? 5181 : 5180}.`,
    );
  }
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://localhost:${actual}`,
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), GRACE);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
