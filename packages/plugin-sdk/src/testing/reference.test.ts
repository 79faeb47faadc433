import { coreNamespaces } from '@fluxstudio/plugin-protocol/api/api';
import type { Method } from '@fluxstudio/plugin-protocol/contract';
import { describe, expect, it } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import type { TestServices } from './test-services.ts';
import { letMessagesArrive } from './turns.ts';

const project = { id: 'p1', name: 'Poster', type: 'design', createdAt: '', updatedAt: '' };
const permissions = [
  'storage',
  'projects',
  'files',
  'network',
  'notifications',
  'commands',
  'ui',
  'webview',
  'ai',
];

/** An app that has everything the examples ask for. */
const services: TestServices = {
  modals: { show: async () => 'closed' },
  interactions: {
    pick: ({ items }) => items.slice(0, 1).map(({ id }) => id),
    input: ({ value = '' }) => value,
    progress: () => ({ report: () => undefined, close: () => undefined }),
  },
  projects: {
    getCurrent: () => project,
    getAll: () => [project],
    open: () => undefined,
    create: (created) => ({ ...project, ...created }),
  },
  files: {
    read: () => '# Notes',
    readBytes: () => new Uint8Array(3),
    write: () => undefined,
    delete: () => undefined,
    exists: () => true,
    list: () => [{ name: 'logo.png', path: 'assets/logo.png', type: 'file' }],
  },
  ai: {
    chat: () => ({ content: 'azure, navy, teal' }),
    chatStream: () =>
      new ReadableStream<string>({
        start(controller) {
          controller.enqueue('Once');
          controller.close();
        },
      }),
    generate: (_, type) => ({ result: 'Blue, blue', type }),
    suggest: () => [{ id: 's1', title: 'Lighter', description: 'A lighter blue', confidence: 0.5 }],
  },
  clipboard: { writeText: () => undefined },
  network: { fetch: async () => Response.json(['#1e90ff']) },
};

const examples = Object.values(coreNamespaces).flatMap(({ name, methods }) =>
  Object.entries<Method>(methods).map(([key, { example }]): [string, string | undefined] => [
    `${name}.${key}`,
    example,
  ]),
);

/** The body of a plugin's `activate(context, api)`. */
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;

describe('the example of the reference', () => {
  it.each(examples)('for %s runs', async (name, example) => {
    expect(example, `${name} has no example`).toBeTypeOf('string');
    const run = new AsyncFunction('context', 'api', example);
    await using host = await createTestHost({
      manifest: {
        permissions,
        optionalPermissions: ['files:read'],
        network: { hosts: ['api.example.com'] },
        dependencies: { 'color-palette': '^1.0.0' },
        contributes: { panels: [{ id: 'colors', title: 'Colors', location: 'sidebar' }] },
      },
      extensions: { 'color-palette': { functions: { mix: (a: string, b: string) => `${a}-${b}` } } },
      grants: permissions,
      services,
      plugin: {
        activate(context, api) {
          api.commands.register('example', () => run(context, api));
        },
      },
    });
    await host.runCommand('example');
    // The refusal of a subscription is on its way when the command is done.
    await letMessagesArrive();
    expect(host.faults).toEqual([]);
    expect(host.denials).toEqual([]);
  });
});
