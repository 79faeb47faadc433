import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PanelArrangement } from '../../panels/panel-layout.ts';
import type { PanelEntry } from '../../services.ts';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { cleanup, createTestHost } from '../test-host.tsx';
import { OutletSection } from './outlet-section.tsx';

let resized: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(listener: () => void) {
        resized = listener;
      }
      observe() {}
      disconnect() {
        resized = () => undefined;
      }
    },
  );
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function show(panel: PanelEntry) {
  const { host } = await createTestHost();
  const onArrange = vi.fn<(id: string, arrangement: PanelArrangement) => void>();
  const section = (arrangement: PanelArrangement) => (
    <PluginHostProvider host={host}>
      <OutletSection
        panel={panel}
        elements={undefined}
        headingLevel={2}
        arrangement={arrangement}
        revealed={undefined}
        onArrange={onArrange}
      />
    </PluginHostProvider>
  );
  const { container, rerender } = render(section({}));
  return {
    onArrange,
    body: container.querySelector<HTMLElement>('[id$="-body"]') ?? document.body,
    arrange: (arrangement: PanelArrangement) => rerender(section(arrangement)),
  };
}

const PANEL: PanelEntry = { id: 'charts.Sales', title: 'Sales', location: 'sidebar' };

/** As the browser does while the user drags the lower edge. */
function drag(body: HTMLElement, height: string): void {
  body.style.height = height;
  resized();
}

it.each([
  ['as high as its content', PANEL, ''],
  ['that asks for a height', { ...PANEL, defaultSize: { height: 200 } }, '200px'],
])('has a panel %s be made higher or lower, and keeps what it is left at', async (_, panel, height) => {
  const { body, onArrange } = await show(panel);
  expect(body.style.height).toBe(height);
  expect(body.style.minHeight).toBe('64px');
  expect(body.className).toContain('resize-y');
  resized();
  drag(body, '150.4px');
  drag(body, '180.4px');
  act(() => vi.runAllTimers());
  expect(onArrange.mock.calls).toEqual([['charts.Sales', { height: 180 }]]);
});

it('is at most 800 pixels high until the user drags it', async () => {
  const { body, arrange } = await show(PANEL);
  expect(body.style.maxHeight).toBe('800px');
  arrange({ height: 1_200 });
  expect([body.style.height, body.style.maxHeight]).toEqual(['1200px', '']);
});

it('keeps the height of a panel that is folded right after', async () => {
  const { body, onArrange, arrange } = await show(PANEL);
  drag(body, '150px');
  arrange({ collapsed: true });
  expect(onArrange.mock.calls).toEqual([['charts.Sales', { height: 150 }]]);
  act(() => vi.runAllTimers());
  expect(onArrange).toHaveBeenCalledOnce();
});
