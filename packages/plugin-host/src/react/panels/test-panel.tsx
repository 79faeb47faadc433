import type { PanelOpening } from '@fluxstudio/plugin-protocol/panel/ops';
import { type OpenPanel, openPanel } from '@fluxstudio/plugin-sdk/source/panel-runtime/open-panel.ts';
import type { PanelRender } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { act, render, screen } from '@testing-library/react';
import { expect, vi } from 'vitest';
import { openView } from '../../panels/open-view.ts';
import type { PanelView } from '../../panels/panel-view.ts';
import { PANEL_STRINGS } from '../strings/panel-strings.ts';
import { MoreStrings } from '../strings/use-strings.tsx';
import { PanelContent } from './panel-content.tsx';
// Here already when an element wants its part: a machine that is busy takes seconds to load one.
import './elements/canvas-element.tsx';
import './elements/chart-element.tsx';
import './elements/list-element.tsx';
import './elements/markdown-element.tsx';
import './elements/table-element.tsx';
import './elements/tree-element.tsx';

const OPENING: PanelOpening = { state: undefined, visible: true };

/** A panel with both of its sides in one page: what the plugin does reaches the elements, and what the user does the plugin. */
export function openTestPanel(draw: PanelRender) {
  const onError = vi.fn<(error: unknown) => void>();
  const plugin: { panel?: OpenPanel } = {};
  const view = openView({
    id: 1,
    clock: { now: () => performance.now() },
    post: (message) => deliver(plugin.panel, structuredClone(message)),
    onState: () => undefined,
    onError,
    onUserAction: () => undefined,
    onClose: () => undefined,
  });
  const apply = (operations: readonly unknown[]) => act(() => view.apply(structuredClone(operations)));
  plugin.panel = openPanel(draw as Parameters<typeof openPanel>[0], OPENING, apply);
  const shown = render(<TestPanel view={view} />);
  return { ...shown, view, onError };
}

function deliver(panel: OpenPanel | undefined, [, kind, ...rest]: readonly unknown[]): void {
  const [node, type, detail, rev] = rest as Parameters<OpenPanel['event']>;
  if (kind === 'event') panel?.event(node, type, detail ?? {}, rev);
}

function TestPanel({ view }: { readonly view: PanelView }) {
  return (
    <MoreStrings defaults={PANEL_STRINGS}>
      <PanelContent
        plugin={undefined}
        title="Test"
        state={{ state: 'view', view }}
        elements={undefined}
        onReopen={() => undefined}
      />
    </MoreStrings>
  );
}

/** The detail of the last event that a listener heard, without what each event has. */
export function lastDetail(listener: { readonly mock: { readonly calls: readonly (readonly unknown[])[] } }) {
  const { type, target, currentTarget, rev, ...detail } = Object(listener.mock.calls.at(-1)?.[0]);
  return detail;
}

/** Lets the plugin hear what was done, and the page what it answers. */
export async function settle(): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve));
  });
}

/** Waits for the elements that are parts of their own. */
export async function loaded(): Promise<void> {
  await vi.waitFor(() => expect(screen.queryByText('Loading…')).toBeNull());
}
