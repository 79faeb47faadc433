import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { blocksOf, readPage } from './support/guide.ts';

// The TypeScript of the guides compiles as strictly as the packages do.

const folder = dirname(fileURLToPath(import.meta.url));
const PAGES = ['activation.md', 'contributions.md', 'dependencies.md', 'panels.md'];

/** What the blocks that are no modules are about. */
const AROUND = `
import { createPluginHost, type Keybindings, type PluginBackend, type PluginHost } from '@fluxstudio/plugin-host';
declare const host: PluginHost;
declare const keybindings: Keybindings;
declare const backend: PluginBackend;
declare const userId: string;
declare function save(): void;
declare function show(text: string): void;
declare function warn(keys: string, commands: string[]): void;
void [createPluginHost, host, keybindings, backend, userId, save, show, warn];
`;

async function sources(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const page of PAGES) {
    for (const [name, { language, code }] of blocksOf(await readPage(page))) {
      if (language !== 'ts' && language !== 'tsx') continue;
      // Of files beside it: such a block is run where it stands.
      if (/ from '\.{1,2}\//.test(code)) continue;
      const isModule = /^(?:import|export) /m.test(code);
      // In braces of its own: a block may declare what the others have around them.
      const isDrawn = code.includes("'@fluxstudio/plugin-sdk/ui'") && !code.includes('@jsxImportSource');
      const jsx = isDrawn ? '/** @jsxImportSource @fluxstudio/plugin-sdk/ui */ ' : '';
      const text = isModule ? jsx + code : `${AROUND}export async function run() {\n{\n${code}}\n}\n`;
      files.set(join(folder, `${page}.${name.replace(/\W/g, '-')}.${language}`), text);
    }
  }
  return files;
}

function faultsOf(files: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(join(folder, '../tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(folder, '..'));
  const all = {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    paths: {
      ...options.paths,
      '@fluxstudio/plugin-host': ['../plugin-host/src/index.ts'],
      '@fluxstudio/plugin-host/react': ['../plugin-host/src/react/index.ts'],
      '@fluxstudio/plugin-sdk': ['../plugin-sdk/src/index.ts'],
      '@fluxstudio/plugin-sdk/ui': ['../plugin-sdk/src/ui/index.ts'],
      '@fluxstudio/plugin-sdk/ui/preact': ['../plugin-sdk/src/ui/preact.ts'],
      '@fluxstudio/plugin-sdk/ui/jsx-runtime': ['../plugin-sdk/src/ui/jsx-runtime.ts'],
    },
  };
  const host = ts.createCompilerHost(all);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  const declarations = join(folder, '../../protocol/src/inline.d.ts');
  const program = ts.createProgram([...files.keys(), declarations], all, host);
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(
      ({ messageText }) =>
        `${name.slice(folder.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

const WRONG = `
import type { PluginHost } from '@fluxstudio/plugin-host';
export const wrong = (host: PluginHost) => host.panel;
`;

it('compiles, and what is wrong does not', { timeout: 120_000 }, async () => {
  const files = await sources();
  expect(files.size).toBeGreaterThan(5);
  const faults = faultsOf(new Map([...files, [join(folder, 'wrong.ts'), WRONG]]));
  expect(faults).toEqual([expect.stringMatching(/^wrong\.ts: Property 'panel' does not exist/)]);
});
