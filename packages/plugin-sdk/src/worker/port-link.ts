/** A connection to the host: bare messages, no wire yet. */
export interface PortLink {
  post(message: unknown, transfer: Transferable[]): void;
  listen(listener: (message: unknown) => void): void;
  close(): void;
}

const { apply } = Reflect;
const { postMessage, close, start } = MessagePort.prototype;
const { addEventListener } = EventTarget.prototype;
const { stopImmediatePropagation } = Event.prototype;
const readData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get;

/**
 * A port used only by the built-ins as they were when this module was evaluated, before any plugin code. A plugin that patches
 * `MessagePort.prototype.postMessage` or the `data` of events sees neither the port nor a message: nothing of ours calls the
 * patched ones. This keeps errors honest and plugins out of each other's way inside one worker; it is no wall, and the host never
 * relies on it.
 */
export function linkPort(port: MessagePort): PortLink {
  return {
    post: (message, transfer) => apply(postMessage, port, [message, transfer]),
    listen(listener) {
      const onMessage = (event: Event) => {
        apply(stopImmediatePropagation, event, []);
        listener(readData ? apply(readData, event, []) : undefined);
      };
      apply(addEventListener, port, ['message', onMessage]);
      apply(start, port, []);
    },
    close: () => apply(close, port, []),
  };
}
