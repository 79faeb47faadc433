import { createRemoteElement, RemoteRootElement } from '@remote-dom/core/elements';
import type { ElementNames } from './draw-panel.ts';

export const NAMES: ElementNames = {
  heading: 'ui-heading',
  field: 'ui-field',
  button: 'ui-button',
  stack: 'ui-stack',
  text: 'ui-text',
};

/** In the worker. Attributes where they do: they cost less there than properties. */
export function defineRemoteElements(): void {
  customElements.define('remote-root', RemoteRootElement);
  customElements.define(NAMES.heading, createRemoteElement());
  customElements.define(
    NAMES.field,
    createRemoteElement<{ value: string }>({
      attributes: ['label'],
      properties: ['value'],
      events: ['input'],
    }),
  );
  customElements.define(NAMES.button, createRemoteElement({ events: ['press'] }));
  customElements.define(NAMES.stack, createRemoteElement({ attributes: ['direction'] }));
  customElements.define(NAMES.text, createRemoteElement({ attributes: ['tone'] }));
}
