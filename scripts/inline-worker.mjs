// `import source, { sha256 } from './x.ts?inline'`: the module bundled into one minified classic script, as a string, with
// the base64 SHA-256 that a Content-Security-Policy needs to allow it. One bundler behind thin adapters.
import { createHash } from 'node:crypto';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SUFFIX = '?inline';
const root = fileURLToPath(new URL('..', import.meta.url));
const protocol = fileURLToPath(new URL('../packages/protocol/src', import.meta.url));
const sdk = fileURLToPath(new URL('../packages/plugin-sdk/src', import.meta.url));

/** Source folders that are reached by package name, so that a build never needs another package's dist. */
export const sourceAlias = {
  '@fluxstudio/plugin-protocol': protocol,
  '@fluxstudio/plugin-sdk/source': sdk,
};

function locate(specifier, importer) {
  const path = specifier.slice(0, -SUFFIX.length);
  for (const [name, folder] of Object.entries(sourceAlias)) {
    if (path.startsWith(`${name}/`)) return `${folder}${path.slice(name.length)}`;
  }
  return resolve(dirname(importer), path);
}

async function bundle(file) {
  const result = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    legalComments: 'none',
    logLevel: 'silent',
    absWorkingDir: dirname(file),
  });
  const source = result.outputFiles[0].text.trim();
  const sha256 = createHash('sha256').update(source).digest('base64');
  return {
    code: `export default ${JSON.stringify(source)};\nexport const sha256 = ${JSON.stringify(sha256)};\n`,
    inputs: Object.keys(result.metafile.inputs).map((input) => resolve(dirname(file), input)),
  };
}

/** For esbuild and tsup (`esbuildPlugins`). */
export function inlineEsbuild() {
  return {
    name: 'inline-worker',
    setup(build) {
      build.onResolve({ filter: /\?inline$/ }, ({ path, importer }) => ({
        // The path ends up in a comment of the output, so it must not say where the repository lies.
        path: relative(root, locate(path, importer)),
        namespace: 'inline-worker',
      }));
      build.onLoad({ filter: /.*/, namespace: 'inline-worker' }, async ({ path }) => {
        const { code, inputs } = await bundle(resolve(root, path));
        return { contents: code, loader: 'js', watchFiles: inputs };
      });
    },
  };
}

/** For vite and vitest. The virtual id keeps vitest's transform cache from serving the file itself on a second run. */
export function inlineVite() {
  const prefix = '\0inline-worker:';
  return {
    name: 'inline-worker',
    enforce: 'pre',
    resolveId(id, importer) {
      return id.endsWith(SUFFIX) && importer ? prefix + locate(id, importer.split('?')[0]) : undefined;
    },
    async load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const { code, inputs } = await bundle(id.slice(prefix.length));
      for (const input of inputs) this.addWatchFile(input);
      return code;
    },
  };
}
