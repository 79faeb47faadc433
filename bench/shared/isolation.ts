/** `worker`: a worker in the page's own process. `frame`: a worker in a served sandbox frame, in Chromium another process. */
export type IsolationKind = 'worker' | 'frame';
export const ISOLATIONS: readonly IsolationKind[] = ['worker', 'frame'];

/** Which side calls. */
export type Direction = 'host-to-worker' | 'worker-to-host';
