/** The adapters of the package, each with what it exports. */
export const ADAPTERS = {
  node: 'nodePlugins',
  express: 'expressPlugins',
  fastify: 'fastifyPlugins',
  hono: 'honoPlugins',
  koa: 'koaPlugins',
  next: 'nextPlugins',
} as const;

/** What the script below prints. */
export interface Smoke {
  applied: string[];
  status: number;
  body: string;
  runtime: number;
  adapters: string[];
}

/**
 * A script for `node -e`, run in the package's folder: it takes the package by its name, as apps do, serves a request and
 * mounts every adapter. Its argument is the `db` option.
 */
export function smokeScript(type: 'commonjs' | 'module'): string {
  const take = (names: string, path: string): string =>
    type === 'module' ? `import { ${names} } from '${path}';` : `const { ${names} } = require('${path}');`;
  const adapters = Object.entries(ADAPTERS);
  return `
    ${take('createPluginServer', '@fluxstudio/plugin-server')}
    ${adapters.map(([path, name]) => take(name, `@fluxstudio/plugin-server/${path}`)).join('\n')}
    (async () => {
      const server = createPluginServer({ db: JSON.parse(process.argv[1]), authenticate: () => ({ userId: 'u1' }) });
      const { applied } = await server.migrate();
      const { status, body } = await server.handle({ method: 'GET', path: '/' });
      const runtime = await server.handle({ method: 'GET', path: '/runtime' });
      const adapters = [${adapters.map(([, name]) => name).join()}].filter((adapter) => adapter(server)).map(({ name }) => name);
      await server.close();
      console.log(JSON.stringify({ applied, status, body, runtime: runtime.status, adapters }));
    })();
  `;
}
