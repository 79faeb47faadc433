/** Milliseconds a step may take before the plugin counts as hung. */
export interface SandboxDeadlines {
  /** Evaluating the bundle. Generous: the first evaluation of a large bundle on a slow phone. */
  load: number;
  activate: number;
  /** A command, a listener: whatever the host calls in the plugin. */
  call: number;
  /** Shorter: the user waits for it, and the worker is ended anyway. */
  deactivate: number;
  /** Between signs of life, and together for the two answers a silent plugin is asked for. */
  heartbeat: number;
}

export const DEFAULT_DEADLINES: SandboxDeadlines = {
  load: 30_000,
  activate: 30_000,
  call: 30_000,
  deactivate: 5_000,
  heartbeat: 5_000,
};
