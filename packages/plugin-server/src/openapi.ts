import { toJsonSchema } from '@valibot/to-json-schema';
import {
  type AnySchema,
  errorsOf,
  isOtherContent,
  type OtherContent,
  type Parameter,
} from './contract/route-contract.ts';
import { failure } from './contract/schemas.ts';
import { isJsonObject, type Json, type JsonObject } from './json-safety.ts';
import type { Route } from './route.ts';

const ERRORS: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'No user',
  403: 'Not allowed',
  404: 'Not found',
  408: 'The body took too long to arrive',
  409: 'In conflict with what is there',
  412: 'Changed since it was read',
  413: 'Too large',
  415: 'Not the expected content type',
  422: 'Parses, and cannot be stored',
  429: 'Too many requests: `Retry-After` says when',
  502: 'The upstream failed',
  503: 'Not available now: `Retry-After` says when',
  504: 'The upstream took too long',
};

/** Segments of paths, by the names they have in all of them. */
const PATH_PARAMETERS: Readonly<Record<string, JsonObject>> = {
  id: { description: 'Id of the plugin, as in its manifest.', schema: { type: 'string' } },
  key: { description: 'Key of a stored value, at most 500 characters.', schema: { type: 'string' } },
  sha256: {
    description: 'Of the bytes, in hexadecimal.',
    schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  },
};

/** An OpenAPI 3.1 document of these routes, made of the schemas that check bodies and answers. */
export function openapiDocument(routes: readonly Route[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '@fluxstudio/plugin-server',
      version: '1',
      description:
        'Installs, settings, storage and the marketplace of plugins. Paths are below the mount, such as /api/plugins.',
    },
    paths,
    components: {
      schemas: { Error: schemaOf(failure) },
      securitySchemes: {
        app: {
          type: 'http',
          scheme: 'bearer',
          description: 'Or whatever the app authenticates its users by.',
        },
      },
    },
  };
}

function operation(route: Route): JsonObject {
  const isPublic = route.access === 'public';
  const errors = isPublic
    ? errorsOf(route)
    : [...new Set([...errorsOf(route), 401, 403, 429, 503])].sort((a, b) => a - b);
  const parameters = [
    ...pathParameters(route.path),
    ...Object.entries(route.parameters ?? {}).map(parameter),
  ];
  const answers = Object.entries(route.answers).map(([status, answer]) => [
    status,
    { description: descriptionOf(answer, route.summary), content: contentOf(answer) },
  ]);
  const failures = errors.map((status) => [
    String(status),
    {
      description: ERRORS[status] ?? 'Failed',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  ]);
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...(isPublic ? {} : { security: [{ app: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: contentOf(route.body) } } : {}),
    responses: {
      ...(route.parameters?.['If-None-Match'] ? { 304: { description: 'The caller has it' } } : {}),
      ...Object.fromEntries(failures),
      ...Object.fromEntries(answers),
    },
  };
}

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    ...(PATH_PARAMETERS[name] ?? { schema: { type: 'string' } }),
  }));
}

function parameter([name, { in: place, description, schema }]: [string, Parameter]): JsonObject {
  return { name, in: place, required: false, description, schema: schemaOf(schema) };
}

function descriptionOf(content: AnySchema | OtherContent, otherwise: string): string {
  return isOtherContent(content) ? content.description : otherwise;
}

function contentOf(content: AnySchema | OtherContent): JsonObject {
  return isOtherContent(content)
    ? { [content.contentType]: { schema: { type: 'string', contentMediaType: content.contentType } } }
    : { 'application/json': { schema: schemaOf(content) } };
}

/** What a schema says, or what its metadata says in its place where JSON Schema has no word for it. */
function schemaOf(schema: AnySchema): JsonObject {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
  });
  return withMetadata(rest as JsonObject) as JsonObject;
}

/** The converter leaves metadata it does not know where it was: `jsonSchema` stands for the schema it is in. */
function withMetadata(value: Json): Json {
  if (Array.isArray(value)) return value.map(withMetadata);
  if (!isJsonObject(value)) return value;
  const { jsonSchema, ...rest } = value;
  const own = Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, withMetadata(member)]));
  return isJsonObject(jsonSchema) ? { ...jsonSchema, ...own } : own;
}
