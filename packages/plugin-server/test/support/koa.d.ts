// What the tests use of packages that bring no types.
declare module 'koa' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  namespace Koa {
    interface Context {
      req: IncomingMessage;
      res: ServerResponse;
      request: { body?: unknown };
      respond?: boolean;
      state: { user?: { id: string } };
      body: unknown;
      get(header: string): string;
      set(header: string, value: string): void;
    }
    type Middleware = (ctx: Context, next: () => Promise<unknown>) => unknown;
  }
  class Koa {
    use(middleware: Koa.Middleware): this;
    on(event: 'error', listener: (error: Error) => void): this;
    callback(): RequestListener;
  }
  export = Koa;
}

declare module 'koa-bodyparser' {
  function bodyParser(options?: {
    jsonLimit?: string;
    onerror?: (error: Error & { body?: string }, ctx: import('koa').Context) => void;
  }): import('koa').Middleware;
  export = bodyParser;
}
