import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { StackMapper } from '@fluxstudio/plugin-protocol/rpc/error-record';

export interface PluginModule {
  activate(context: unknown, api: unknown): unknown;
  deactivate?(): unknown;
}

/** `import()` and friends of the worker, taken before the plugin runs. */
export interface ModuleLoader {
  importModule(url: string): Promise<unknown>;
  importScript(url: string): void;
  /** Makes a blob URL for a script that stacks show under `name`. */
  createUrl(source: string, name: string): string;
  /** Frees it once it is evaluated. */
  revokeUrl(url: string): void;
  /** Puts the names of sources where a stack has their blob URLs. */
  mapStack: StackMapper;
}

const ES_MODULE_SYNTAX = /^\s*(?:export\b|import\b(?!\s*\())|[;}]\s*export\s*[{*]/m;
const COMMON_JS_SYNTAX =
  /\bmodule\.exports\b|\bexports\.[\w$]+\s*=|\bexports\[|\bObject\.defineProperty\(exports\b/;

/** Where a wrapped script leaves its function, for the moment of its evaluation. */
const HOOK = '__fluxPluginModule';

/** How a bundle wants to be evaluated. Bundlers leave no doubt: an ES module exports, CommonJS assigns to its exports. */
export function moduleFormat(code: string): 'esm' | 'cjs' {
  return !ES_MODULE_SYNTAX.test(code) && COMMON_JS_SYNTAX.test(code) ? 'cjs' : 'esm';
}

/**
 * Evaluates a plugin's bundle and finds `activate` in its default export, its named exports or its `module.exports`.
 *
 * @throws PluginError `LOAD_FAILED` when the code throws or exports no `activate`
 */
export async function loadModule(
  code: string,
  pluginId: string,
  loader: ModuleLoader,
): Promise<PluginModule> {
  const name = `plugin://${pluginId}/main.js`;
  let exported: unknown;
  try {
    exported = await evaluate(code, moduleFormat(code), name, loader);
  } catch (error) {
    throw new PluginError('LOAD_FAILED', `The plugin's code could not be loaded: ${describe(error)}`, {
      cause: error,
    });
  }
  const found = findModule(exported);
  if (!found) throw new PluginError('LOAD_FAILED', 'The plugin exports no activate() function');
  return found;
}

/** A syntax error in one format may be the other format: nothing has run by then. */
async function evaluate(
  code: string,
  format: 'esm' | 'cjs',
  name: string,
  loader: ModuleLoader,
  retry = true,
): Promise<unknown> {
  try {
    return format === 'cjs' ? evaluateCommonJs(code, name, loader) : await evaluateModule(code, name, loader);
  } catch (error) {
    if (!retry || !(error instanceof SyntaxError) || !COMMON_JS_SYNTAX.test(code)) throw error;
    return evaluate(code, format === 'cjs' ? 'esm' : 'cjs', name, loader, false).catch(() =>
      Promise.reject(error),
    );
  }
}

async function evaluateModule(source: string, name: string, loader: ModuleLoader): Promise<unknown> {
  const url = loader.createUrl(source, name);
  try {
    return await loader.importModule(url);
  } finally {
    loader.revokeUrl(url);
  }
}

/** Its `module.exports`. A classic script whose one expression hands a function to the runtime: no `eval`, and the code keeps its sloppy mode. */
export function evaluateCommonJs(code: string, name: string, loader: ModuleLoader): unknown {
  const module: { exports: unknown } = { exports: {} };
  let run: ((module: unknown, exports: unknown, require: unknown) => void) | undefined;
  Object.defineProperty(globalThis, HOOK, {
    configurable: true,
    set(value) {
      run = value;
    },
  });
  const url = loader.createUrl(`${HOOK} = function (module, exports, require) {${code}\n};`, name);
  try {
    loader.importScript(url);
    run?.call(module.exports, module, module.exports, refuseRequire);
  } finally {
    Reflect.deleteProperty(globalThis, HOOK);
    loader.revokeUrl(url);
  }
  return module.exports;
}

function refuseRequire(name: unknown): never {
  throw new PluginError(
    'LOAD_FAILED',
    `require(${JSON.stringify(name)}) is not available: bundle the plugin into one file`,
  );
}

function findModule(exported: unknown): PluginModule | undefined {
  const candidates = [exported, (exported as { default?: unknown } | null)?.default];
  for (const candidate of candidates) {
    const activate = (candidate as { activate?: unknown } | null | undefined)?.activate;
    if (typeof activate === 'function') return candidate as PluginModule;
  }
  return undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
