import type { PanelChildren } from '../ui/panel-types.ts';
import { createTestHost } from './create-test-host.ts';

/** Listens to any event. */
export type Tell = (event: { readonly type: string }) => void;

const OF_EVERY_EVENT = new Set(['target', 'currentTarget', 'rev']);

/** A panel with what `draw` makes, and what its plugin has heard since. */
export async function openDrawn(draw: (tell: Tell) => PanelChildren) {
  const heard: Record<string, unknown>[] = [];
  const host = await createTestHost({
    manifest: { permissions: ['ui'] },
    plugin: {
      activate(_, api) {
        const tell = (event: object) => {
          const said = Object.entries(event).filter(([key]) => !OF_EVERY_EVENT.has(key));
          heard.push(Object.fromEntries(said));
        };
        api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, (root) =>
          root.append(draw(tell)),
        );
      },
    },
  });
  const panel = await host.openPanel('main');
  return { panel, heard, [Symbol.asyncDispose]: () => host.dispose() };
}
