import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { listInstalls } from './installs.ts';
import { createPool } from './pool.ts';
import { MOUNT, type Setup, userOf } from './setup.ts';

/** The floor: no framework, no router, no checks. */
export function openNodeHttp(setup: Setup): Server {
  const { document } = setup;
  const pool = createPool(setup);

  function sendJson(response: ServerResponse, status: number, value: object): void {
    const body = JSON.stringify(value);
    response
      .writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'content-length': Buffer.byteLength(body),
      })
      .end(body);
  }

  return createServer((request, response) => {
    if (request.url === `${MOUNT}/runtime`) {
      response.writeHead(200, { ...document.headers, 'x-request-id': randomUUID() }).end(document.body);
      return;
    }
    const userId = userOf(request.headers.authorization);
    if (request.url !== `${MOUNT}/` || userId === undefined) {
      sendJson(response, 404, { success: false });
      return;
    }
    listInstalls(pool, userId).then(
      (list) => sendJson(response, 200, list),
      () => sendJson(response, 500, { success: false }),
    );
  });
}
