import { Ajv2020 } from 'ajv/dist/2020.js';
import type { PluginServer } from '../../src/create-plugin-server.ts';
import { createRouter } from '../../src/router.ts';

interface Content {
  [type: string]: { schema: object };
}
interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Content };
  responses: Record<string, { content: Content }>;
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

/** The document, as the server gives it to a user. */
export async function openapiOf(server: PluginServer, user: string): Promise<OpenApi> {
  const { body } = await server.handle({
    method: 'GET',
    path: '/openapi.json',
    headers: { authorization: `Bearer ${user}` },
  });
  return JSON.parse(String(body));
}

/** Holds calls against an OpenAPI document: throws at the first that it does not describe. */
export function createOpenApiCheck({ paths, components }: OpenApi) {
  // Formats are texts here; that times are times is tested where they are made.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'document', components });
  const compile = (schema: object) =>
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')));

  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as 'GET',
      path: path.replace(/\{(\w+)\}/g, ':$1'),
      operation,
    })),
  );
  const router = createRouter(routes);
  const seen = new Map<string, Set<number>>();

  function requireValid(what: string, content: Content | undefined, type: string, value: unknown): void {
    const described = content?.[type];
    if (!described) throw new Error(`${what}: ${type} is not described`);
    if (type !== 'application/json') return;
    const validate = compile(described.schema);
    if (!validate(value))
      throw new Error(`${what}: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(value)}`);
  }

  return {
    /** Statuses that were seen, by operation. */
    seen,
    async call(request: Request, send: (request: Request) => Promise<Response>): Promise<Response> {
      const { pathname, searchParams } = new URL(request.url);
      const copy = request.clone();
      const answer = await send(request);
      const operation = router.match(request.method, pathname)?.route.operation;
      if (!operation) throw new Error(`${request.method} ${pathname} is not described`);
      const what = `${operation.operationId} ${answer.status}`;
      for (const name of searchParams.keys())
        if (!operation.parameters?.some((parameter) => parameter.in === 'query' && parameter.name === name))
          throw new Error(`${what}: the parameter ${name} is not described`);
      const sent = copy.headers.get('content-type')?.split(';')[0] ?? '';
      if (answer.ok && sent !== '')
        requireValid(
          `${what} request`,
          operation.requestBody?.content,
          sent,
          sent === 'application/json' ? await copy.json() : undefined,
        );
      seen.set(operation.operationId, (seen.get(operation.operationId) ?? new Set()).add(answer.status));
      if (answer.status === 304) return answer;
      const described = operation.responses[answer.status];
      if (!described) throw new Error(`${what}: the status is not described`);
      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      requireValid(
        `${what} answer`,
        described.content,
        type,
        type === 'application/json' ? await answer.clone().json() : undefined,
      );
      return answer;
    },
  };
}
