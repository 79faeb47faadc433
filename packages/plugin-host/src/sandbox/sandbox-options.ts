import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { lazyPart } from '../lazy-part.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import type { WebviewFrameOptions } from '../panels/webview-element.ts';
import type { SandboxDeadlines } from './deadlines.ts';
import type { FramePoolOptions } from './frame-pool.ts';
import type { IsolateFactory } from './isolate.ts';

export interface SandboxOptions extends FramePoolOptions, WebviewFrameOptions {
  /**
   * `frame` (default): an opaque origin with its own policy. `worker`: the app's own origin, only for code the app itself ships.
   * A function brings an isolation of your own, such as the loopback of tests.
   */
  isolation?: 'frame' | 'worker' | IsolateFactory;
  /**
   * Milliseconds after which a plugin that has nothing to do is stopped, where what it waits for starts it again: one that starts with
   * the app, or has registered what its manifest does not declare, keeps running. What such a plugin only remembers is lost. Default:
   * never.
   */
  idleTimeout?: number;
  deadlines?: Partial<SandboxDeadlines>;
  limits?: Partial<SandboxLimits>;
}

/** Where a host's plugins run; disposed with the host. */
export interface IsolateSource {
  readonly take: IsolateFactory;
  dispose(): void;
}

export function createIsolateSource({ isolation = 'frame', ...frame }: SandboxOptions): IsolateSource {
  if (typeof isolation === 'function') return { take: isolation, dispose: () => undefined };
  const kind = isolation;
  let source: IsolateSource | undefined;
  let disposed = false;
  return {
    async take(pluginId, signal) {
      const { createIsolates } = await lazyPart(import('./isolates.ts'));
      if (disposed) throw new PluginError('DISPOSED', 'The sandboxes were disposed');
      source ??= createIsolates(kind, frame);
      return source.take(pluginId, signal);
    },
    dispose() {
      disposed = true;
      source?.dispose();
    },
  };
}
