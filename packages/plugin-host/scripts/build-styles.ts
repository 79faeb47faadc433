import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Within the components: `.flex` of an app is another. Adds nothing to the weight of a selector. */
const WITHIN = ':where([data-flux-plugins], [data-flux-plugins] *)';

/** The styles of the components for apps without Tailwind: the utilities that src/react names, each narrowed to the components. */
export async function buildStyles(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-host-styles-'));
  const wide = join(folder, 'wide.css');
  const narrow = join(folder, 'narrow.css');
  const small = join(folder, 'small.css');
  try {
    await tailwind('--input', 'src/styles.css', '--output', wide);
    await writeFile(narrow, narrowStyles(await readFile(wide, 'utf8')));
    await tailwind('--input', narrow, '--output', small, '--minify');
    return await readFile(small, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function tailwind(...parameters: string[]): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('@tailwindcss/cli/package.json');
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  await promisify(execFile)(process.execPath, [join(dirname(manifest), 'dist/index.mjs'), ...parameters], {
    cwd,
  });
}

/** As the CLI writes it, every utility is a rule of its own, on a line that begins with its class. */
function narrowStyles(css: string): string {
  return css
    .replace(/^( +(?::where\()?)(?=\..* \{$)/gm, `$1${WITHIN}`)
    .replaceAll(/var\(--(?!tw-)/g, 'var(--flux-plugins-')
    .replaceAll('@layer properties', '@layer flux-plugins.properties')
    .replace('*, ::before, ::after, ::backdrop', `${WITHIN}, ${WITHIN}::before, ${WITHIN}::after, ::backdrop`)
    .replaceAll(/@keyframes ([\w-]+)/g, '@keyframes flux-plugins-$1')
    .replaceAll(/(animation: )([\w-]+)/g, '$1flux-plugins-$2');
}
