import { compileFunction } from 'node:vm';
import type { PluginModule } from '../plugin-api.ts';
import type { ModuleLoader } from '../worker/load-module.ts';

/** A plugin under test: what its entry file exports, or the text of its bundle. */
export type PluginSource = PluginModule | { readonly default: PluginModule } | string;

export interface PluginLoader {
  /** What the back end serves. */
  readonly code: string;
  /** @param report hears of what is rejected in a panel: see `panel-runtime/report-rejection.ts` */
  loaderFor(report: (error: unknown) => void): ModuleLoader;
}

/** Served for a plugin that is given as an object; nobody evaluates it. */
const NO_CODE = 'export {};';

/** @param onEvaluated told when the plugin's code has been evaluated, or could not be */
export function createPluginLoader(plugin: PluginSource, onEvaluated: () => void): PluginLoader {
  const given = typeof plugin !== 'string';
  const scripts = new Map<string, { source: string; name: string }>();
  let evaluations = 0;
  return {
    code: given ? NO_CODE : plugin,
    loaderFor: (report) => ({
      async importModule(url) {
        try {
          return given ? plugin : await import(/* @vite-ignore */ url);
        } finally {
          onEvaluated();
        }
      },
      importScript(url) {
        const script = scripts.get(url);
        try {
          if (script)
            compileFunction(script.source, ['__fluxReportFault'], { filename: script.name })(report);
        } finally {
          onEvaluated();
        }
      },
      createUrl(source, name) {
        // Numbered, because a module is evaluated once for each URL, and a plugin once for each start.
        const url = toDataUrl(`${source}\n//# sourceURL=${name}\n// ${++evaluations}`);
        scripts.set(url, { source, name });
        return url;
      },
      revokeUrl: () => undefined,
      mapStack(stack) {
        let mapped = stack;
        for (const [url, { name }] of scripts) mapped = mapped.replaceAll(url, name);
        return mapped;
      },
    }),
  };
}

/** Node imports modules from `data:` URLs, and not from `blob:` ones. */
function toDataUrl(source: string): string {
  return `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`;
}
