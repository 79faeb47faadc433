import { expectTypeOf, it } from 'vitest';
import type { FluxStudioAPI, Notification, PluginContext, PluginModule } from './index.ts';
import { definePlugin } from './index.ts';

// The types of the FluxStudio app, as a plugin written for it knows them: nothing in here is imported.
interface AppDisposable {
  dispose(): void;
}

interface AppProject {
  id: string;
  name: string;
  type: string;
  path?: string;
  createdAt: string;
  updatedAt: string;
}

interface AppContext {
  pluginId: string;
  manifest: { id: string; name: string; version: string };
  storage: {
    get<T>(key: string, defaultValue?: T): Promise<T | undefined>;
    set<T>(key: string, value: T): Promise<void>;
    delete(key: string): Promise<void>;
    keys(): Promise<string[]>;
    clear(): Promise<void>;
  };
  subscriptions: AppDisposable[];
  log: {
    info(message: string, ...args: unknown[]): void;
    warn(message: string, ...args: unknown[]): void;
    error(message: string, ...args: unknown[]): void;
    debug(message: string, ...args: unknown[]): void;
  };
}

interface AppPanel {
  id: string;
  title: string;
  icon?: string;
  location: 'sidebar' | 'bottomPanel' | 'rightPanel' | 'modal';
  defaultSize?: { width?: number; height?: number };
  when?: string;
}

interface AppToolbarItem {
  id: string;
  command: string;
  icon: string;
  tooltip?: string;
  location: 'main' | 'editor' | 'statusBar';
  order?: number;
  when?: string;
}

interface AppAPI {
  version: string;
  commands: {
    register(id: string, callback: (...args: unknown[]) => unknown): AppDisposable;
    execute<T>(id: string, ...args: unknown[]): Promise<T>;
    getAll(): string[];
  };
  ui: {
    showNotification(notification: {
      type: 'info' | 'success' | 'warning' | 'error';
      title: string;
      message?: string;
      duration?: number;
      actions?: { label: string; callback: () => void }[];
    }): void;
    showModal(component: unknown): Promise<unknown>;
    registerPanel(panel: AppPanel, component: unknown): AppDisposable;
    registerToolbarItem(item: AppToolbarItem): AppDisposable;
  };
  projects: {
    getCurrent(): Promise<AppProject | null>;
    getAll(): Promise<AppProject[]>;
    open(projectId: string): Promise<void>;
    create(options: { name: string; type: string; template?: string }): Promise<AppProject>;
  };
  files: {
    read(path: string): Promise<string>;
    write(path: string, content: string): Promise<void>;
    delete(path: string): Promise<void>;
    exists(path: string): Promise<boolean>;
    list(
      path: string,
    ): Promise<
      { name: string; path: string; type: 'file' | 'directory'; size?: number; modifiedAt?: string }[]
    >;
  };
  ai: {
    chat(
      messages: { role: 'user' | 'assistant' | 'system'; content: string }[],
    ): Promise<{ content: string; usage?: { tokens: number } }>;
    generate(prompt: string, type: string): Promise<{ result: string; type: string }>;
    suggest(
      context: unknown,
    ): Promise<{ id: string; title: string; description: string; confidence: number }[]>;
  };
  events: {
    on(event: string, callback: (...args: unknown[]) => void): AppDisposable;
    emit(event: string, ...args: unknown[]): void;
  };
  workspace: {
    getConfiguration(section?: string): unknown;
    updateConfiguration(section: string, value: unknown): Promise<void>;
    onDidChangeConfiguration(
      callback: (event: { affectsConfiguration(section: string): boolean }) => void,
    ): AppDisposable;
  };
}

interface AppPlugin {
  activate(context: AppContext, api: AppAPI): void | Promise<void>;
  deactivate?(): void | Promise<void>;
}

type Args<F> = F extends (...args: infer A) => unknown ? A : never;

/** The members of the app that ours does not take all arguments of. */
type Refused<N extends Exclude<keyof AppAPI, 'version'>> = {
  [K in keyof AppAPI[N]]: Args<AppAPI[N][K]> extends Args<FluxStudioAPI[N][K & keyof FluxStudioAPI[N]]>
    ? never
    : K;
}[keyof AppAPI[N]];

it('gives a plugin of the app all it knows', () => {
  expectTypeOf<FluxStudioAPI>().toExtend<AppAPI>();
  expectTypeOf<PluginContext>().toExtend<AppContext>();
});

it('takes all that the app takes', () => {
  expectTypeOf<keyof AppAPI>().toExtend<keyof FluxStudioAPI>();
  expectTypeOf<keyof AppContext>().toExtend<keyof PluginContext>();
  expectTypeOf<Refused<'commands'>>().toBeNever();
  expectTypeOf<Refused<'projects'>>().toBeNever();
  expectTypeOf<Refused<'files'>>().toBeNever();
  expectTypeOf<Refused<'ai'>>().toBeNever();
  expectTypeOf<Refused<'events'>>().toBeNever();
  // A component cannot cross a worker: a render function, a document or nothing can be said.
  expectTypeOf<Refused<'ui'>>().toEqualTypeOf<'showModal' | 'registerPanel'>();
  // Two signatures of ours stand for the one with an optional argument.
  expectTypeOf<Refused<'workspace'>>().toEqualTypeOf<'getConfiguration'>();
});

it('takes and gives the app’s own values', () => {
  expectTypeOf<AppProject>().toExtend<Awaited<ReturnType<FluxStudioAPI['projects']['create']>>>();
  expectTypeOf<AppPanel>().toExtend<Parameters<FluxStudioAPI['ui']['registerPanel']>[0]>();
  expectTypeOf<AppToolbarItem>().toExtend<Parameters<FluxStudioAPI['ui']['registerToolbarItem']>[0]>();
});

it('compiles a plugin that was written for the app', () => {
  const written: AppPlugin = {
    async activate(context, api) {
      const count = await context.storage.get('count', 0);
      context.subscriptions.push(
        api.commands.register('mix', async (...args) => api.commands.execute('other', ...args)),
        api.ui.registerPanel({ id: 'colors', title: 'Colors', location: 'sidebar' }, () => null),
        api.workspace.onDidChangeConfiguration((event) => {
          if (event.affectsConfiguration('color')) context.log.info('new color', count);
        }),
      );
      api.ui.showNotification({
        type: 'info',
        title: 'Ready',
        actions: [{ label: 'Mix', callback: () => undefined }],
      });
    },
    deactivate() {},
  };
  expectTypeOf(definePlugin(written)).toExtend<PluginModule>();
});

it('types a notification as a plugin writes it', () => {
  const notification: Notification = {
    type: 'info',
    title: 'Ready',
    actions: [{ label: 'Mix', callback: () => {} }],
  };
  expectTypeOf(notification).toExtend<Parameters<FluxStudioAPI['ui']['showNotification']>[0]>();
});
