/** What the events and commands of an app usually begin with. */
const USUAL = ['app', 'canvas', 'editor', 'file', 'project', 'theme', 'timeline', 'user', 'workspace'];

/** The first words of the app's events and commands. A plugin that is named like one of them could imitate the app. */
export interface AppNames {
  /** @param name of an event, a command or a context key: what stands before its first `.`, `:` or `/` is the app's from then on */
  claim(name: string): void;
  has(pluginId: string): boolean;
}

export function createAppNames(): AppNames {
  const names = new Set(USUAL);
  return {
    claim: (name) => void names.add(name.split(/[.:/]/, 1)[0] as string),
    has: (pluginId) => names.has(pluginId),
  };
}
