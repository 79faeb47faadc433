import type { PluginState } from './plugin-instance.ts';

/** What can happen to a plugin. */
export type LifecycleEvent =
  /** Someone wants it to run. */
  | 'start'
  /** `activate()` is done. */
  | 'started'
  /** A step of starting failed, or a running plugin died. */
  | 'failed'
  /** It was stopped, or its start was given up. */
  | 'stopped'
  /** It is not to be started any more. */
  | 'disabled'
  /** It may be started again. */
  | 'enabled';

/**
 * The whole state machine. What is not in the table does not happen: an event for a state that does not know it comes from a
 * generation that is over, and is dropped.
 */
const NEXT: Readonly<Record<PluginState, Partial<Record<LifecycleEvent, PluginState>>>> = {
  inactive: { start: 'loading', stopped: 'inactive', disabled: 'disabled' },
  loading: { started: 'active', failed: 'error', stopped: 'inactive' },
  active: { failed: 'error', stopped: 'inactive' },
  error: { start: 'loading', stopped: 'inactive', disabled: 'disabled' },
  disabled: { stopped: 'disabled', enabled: 'inactive' },
};

/** The state after an event, or `undefined` when the event has no meaning in this one. */
export function nextState(state: PluginState, event: LifecycleEvent): PluginState | undefined {
  return NEXT[state][event];
}
