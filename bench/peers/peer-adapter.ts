import type { Remote, Service } from '../shared/service.ts';

/** Two channels between the sides, for libraries that need one for each direction. The others use `calls` of the host alone. */
export interface Wire {
  /** On which this side calls the other. */
  calls: MessagePort;
  /** On which this side is called. */
  serves: MessagePort;
  /** The one port for a library that speaks both ways over it. */
  both: MessagePort;
}

/** A way to call between a page and a worker: the same code stands on both sides. */
export interface PeerAdapter {
  readonly name: string;
  join(wire: Wire, service: Service): Promise<Remote>;
}
