import { expect, it } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';

// What somebody reads who has only the document.

interface Described {
  description?: string;
}
interface Parameter extends Described {
  in: string;
  name: string;
  schema: object;
}
interface Operation {
  summary: string;
  parameters?: Parameter[];
  responses: Record<string, Described>;
}

async function documentOf(): Promise<{ paths: Record<string, Record<string, Operation>> }> {
  const server = createPluginServer({
    db: { directory: 'never-opened' },
    authenticate: () => ({ userId: 'ada' }),
  });
  const { body } = await server.handle({ method: 'GET', path: '/openapi.json' });
  return JSON.parse(String(body));
}

/** Paths of schemas that allow anything and do not say so. */
function silent(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const isSchema = /\/(?:schema|items|properties\/[^/]+)$/.test(path);
  if (isSchema && Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, member]) => silent(member, `${path}/${key}`));
}

it('describes every operation, parameter and answer, and has no schema that says nothing', async () => {
  const { paths } = await documentOf();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );
  expect(operations.length).toBeGreaterThan(20);
  for (const { name, operation } of operations) {
    const words = [operation.summary, ...Object.values(operation.responses).map((each) => each.description)];
    for (const { description } of operation.parameters ?? []) words.push(description);
    expect([name, words.filter((text) => !text || text.length < 5)]).toEqual([name, []]);
  }
  expect(silent({ schema: {} }, '')).toEqual(['/schema']);
  expect(silent(paths, '')).toEqual([]);
});

it('has every parameter of the marketplace', async () => {
  const { paths } = await documentOf();
  const parameters = paths['/marketplace']?.get?.parameters ?? [];
  expect(parameters.map(({ in: place, name }) => [place, name])).toEqual(
    ['query', 'category', 'featured', 'verified', 'sortBy', 'page', 'limit', 'cursor'].map((name) => [
      'query',
      name,
    ]),
  );
});

it('says where 304 is an answer', async () => {
  const { paths } = await documentOf();
  const conditional = Object.entries(paths).filter(([, { get }]) => get?.responses['304']);
  expect(conditional.map(([path]) => path).sort()).toEqual([
    '/',
    '/bundles/{sha256}',
    '/openapi.json',
    '/runtime',
    '/{id}/settings',
  ]);
});
