// What tests of `api.network` talk to: a mirror, and streams that a test pushes chunk by chunk.
import { once } from 'node:events';

/** @returns {(path: string, context: import('koa').Context) => Promise<boolean>} whether it was one of these */
export function createNetworkRoutes() {
  /** Open streams by id: their response, and when it was closed. */
  const streams = new Map();
  const waiting = new Map();

  function open(id, response) {
    const stream = { response, closed: once(response, 'close') };
    streams.set(id, stream);
    waiting.get(id)?.forEach((resolve) => {
      resolve(stream);
    });
    waiting.delete(id);
  }

  /** The stream with this id, once it is asked for. */
  const opened = (id) =>
    streams.get(id) ??
    new Promise((resolve) => {
      waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
    });

  const routes = {
    /** Says what arrived. */
    echo: async (context) => {
      const { method, headers, url } = context.req;
      const body = Buffer.concat(await context.req.toArray()).toString();
      context.set('X-Answer', 'yes');
      context.body = { method, headers, url, body };
    },
    status: async (context) => {
      context.body = context.query.body ?? '';
      context.status = Number(context.query.code);
      if (context.query.location) context.set('Location', context.query.location);
    },
    /** As many bytes as asked for. */
    bytes: async (context) => {
      context.type = 'application/octet-stream';
      context.body = Buffer.alloc(Number(context.query.length), 7);
    },
    /** Answers with what `push` is given; never ends by itself. `?head=late` answers nothing at all. */
    stream: async (context) => {
      context.respond = false;
      const { id, head } = context.query;
      if (head !== 'late') {
        context.res.writeHead(200, { 'Content-Type': 'text/plain' });
        context.res.flushHeaders();
      }
      open(id, context.res);
    },
    push: async (context) => {
      const { response } = await opened(context.query.id);
      response.write(context.query.text);
      context.body = '';
    },
    /** Answers when the stream has been asked for. */
    opened: async (context) => {
      await opened(context.query.id);
      context.body = '';
    },
    /** Answers when the client of the stream has gone. */
    closed: async (context) => {
      await (await opened(context.query.id)).closed;
      context.body = 'closed';
    },
  };
  const table = new Map(Object.entries(routes));

  return async (path, context) => {
    const route = table.get(path);
    await route?.(context);
    return route !== undefined;
  };
}
