import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

/** What a plugin carries of this module. */
async function bundle(code: string): Promise<string> {
  const result = await build({
    stdin: { contents: code, resolveDir: here, loader: 'tsx' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: '@fluxstudio/plugin-sdk/ui',
    alias: { '@fluxstudio/plugin-sdk/ui/jsx-runtime': `${here}jsx-runtime.ts` },
  });
  return result.outputFiles[0]?.text ?? '';
}

it('adds to a plugin the names of the components it uses, and next to nothing else', async () => {
  const code = await bundle(`
    import { Button, Stack } from './index.ts';
    export const draw = (root) => root.append(<Stack gap="small"><Button>Save</Button></Stack>);
  `);
  expect(code).toContain('Button');
  expect(code).not.toContain('Canvas');
  expect(code.length).toBeLessThan(250);
});

it('adds nothing where nothing of it is used', async () => {
  expect(await bundle("import { Button } from './index.ts'; export const name = 'plain';")).not.toContain(
    'Button',
  );
});
