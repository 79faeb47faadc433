import type { PluginIdentity } from '@fluxstudio/plugin-host';
import { createStore, type Store } from '../store.ts';

export interface ToastAction {
  readonly label: string;
  run(): unknown;
}

/** A short message in the corner. Every string is plain text. */
export interface ToastContent {
  readonly type: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly message?: string;
  /** Milliseconds on screen; 0 until it is closed. */
  readonly duration?: number;
  /** Who speaks, when it is not the app. */
  readonly plugin?: PluginIdentity;
  readonly actions?: readonly ToastAction[];
  /** Closes it. */
  readonly signal?: AbortSignal;
}

export interface Toast extends ToastContent {
  readonly id: number;
}

export interface ToastStore extends Store<readonly Toast[]> {
  /** Resolves when the toast is gone, by whatever way. */
  show(content: ToastContent): Promise<void>;
  close(id: number): void;
  closeAll(): void;
  /** Stops the clocks while somebody reads, and starts them again. */
  pause(): void;
  resume(): void;
}

const DURATION = 6000;
/** Somebody may just have turned to it when the reading was over. Milliseconds. */
const SHORTEST_REST = 1000;
const MOST = 6;
/** One plugin cannot push everything else away. */
const MOST_OF_A_PLUGIN = 3;

interface Clock {
  /** Milliseconds left when it last started. */
  left: number;
  startedAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  gone(): void;
}

export function createToastStore(): ToastStore {
  const store = createStore<readonly Toast[]>([]);
  const clocks = new Map<number, Clock>();
  let paused = false;
  let lastId = 0;

  function close(id: number): void {
    const clock = clocks.get(id);
    if (!clock) return;
    clearTimeout(clock.timer);
    clocks.delete(id);
    store.set(store.getSnapshot().filter((toast) => toast.id !== id));
    clock.gone();
  }

  function start(id: number, clock: Clock): void {
    if (clock.left === 0 || paused) return;
    clock.startedAt = Date.now();
    clock.timer = setTimeout(() => close(id), clock.left);
  }

  /** Makes room: first among the toasts of the same plugin. */
  function makeRoom({ plugin }: ToastContent): void {
    const toasts = store.getSnapshot();
    const same = plugin ? toasts.filter((toast) => toast.plugin?.id === plugin.id) : [];
    const oldest = same.length >= MOST_OF_A_PLUGIN ? same[0] : toasts.length >= MOST ? toasts[0] : undefined;
    if (oldest) close(oldest.id);
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    show(content) {
      const { signal, duration = DURATION } = content;
      if (signal?.aborted) return Promise.resolve();
      makeRoom(content);
      const id = ++lastId;
      return new Promise((resolve) => {
        const onAbort = () => close(id);
        const gone = () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        };
        const clock: Clock = { left: duration, startedAt: 0, timer: undefined, gone };
        clocks.set(id, clock);
        signal?.addEventListener('abort', onAbort, { once: true });
        store.set([...store.getSnapshot(), { ...content, id }]);
        start(id, clock);
      });
    },
    close,
    closeAll() {
      for (const id of [...clocks.keys()]) close(id);
    },
    pause() {
      if (paused) return;
      paused = true;
      for (const clock of clocks.values()) {
        if (clock.timer === undefined) continue;
        clearTimeout(clock.timer);
        clock.timer = undefined;
        clock.left = Math.max(SHORTEST_REST, clock.left - (Date.now() - clock.startedAt));
      }
    },
    resume() {
      if (!paused) return;
      paused = false;
      for (const [id, clock] of clocks) start(id, clock);
    },
  };
}
