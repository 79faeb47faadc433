import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PluginHost } from '../../host-options.ts';
import type { PanelEntry } from '../../services.ts';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { cleanup, createTestHost, settle } from '../test-host.tsx';
import { PluginOutlet } from './plugin-outlet.tsx';
// Here already when an outlet wants them: a machine that is busy takes seconds to load one.
import '../../panels/panel-layout.ts';
import './outlet-part.tsx';

const panels = ['Sales', 'Costs'].map(
  (title): PanelEntry => ({ id: `charts.${title}`, title, location: 'sidebar' }),
);
const [, costs] = panels as [PanelEntry, PanelEntry];
const scrolled = vi.fn();

beforeEach(() => {
  Element.prototype.scrollIntoView = function (this: Element, options) {
    scrolled(this.querySelector('button')?.textContent, options);
  };
});

afterEach(() => {
  cleanup();
  scrolled.mockReset();
  Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
});

async function show(onReveal?: (panel: PanelEntry) => void) {
  const { host } = await createTestHost();
  for (const panel of panels) host.panels.register(panel);
  render(
    <StrictMode>
      <PluginHostProvider host={host}>
        <input aria-label="Name" />
        <button type="button">Tool</button>
        <PluginOutlet location="sidebar" {...(onReveal ? { onReveal } : {})} />
      </PluginHostProvider>
    </StrictMode>,
  );
  await screen.findByRole('button', { name: 'Costs' });
  return { host, layout: await host.loadPanelLayout() };
}

const reveal = async (host: PluginHost, mayFocus: boolean, panel = costs) => {
  const layout = await host.loadPanelLayout();
  const revealed = layout.reveal({ panel, mayFocus });
  await settle();
  await revealed;
};
const title = (name: string) => screen.getByRole('button', { name });

it('unfolds and scrolls to what its plugin reveals, and tells the app', async () => {
  const onReveal = vi.fn();
  const { host, layout } = await show(onReveal);
  act(() => layout.set(costs.id, { collapsed: true }));
  await vi.waitFor(() => expect(title('Costs').getAttribute('aria-expanded')).toBe('false'));
  await reveal(host, false);
  expect(title('Costs').getAttribute('aria-expanded')).toBe('true');
  expect(onReveal.mock.calls).toEqual([[costs]]);
  expect(scrolled.mock.calls).toEqual([['Costs', expect.objectContaining({ block: 'nearest' })]]);

  // The user folds it and unfolds it: that was not the plugin.
  act(() => title('Costs').click());
  await vi.waitFor(() => expect(title('Costs').getAttribute('aria-expanded')).toBe('false'));
  act(() => title('Costs').click());
  await vi.waitFor(() => expect(title('Costs').getAttribute('aria-expanded')).toBe('true'));
  expect(scrolled).toHaveBeenCalledOnce();
  await reveal(host, false);
  expect(scrolled).toHaveBeenCalledTimes(2);
});

it('moves the focus for the user who has asked, and never out of a field', async () => {
  const { host } = await show();
  title('Tool').focus();
  await reveal(host, false);
  expect(document.activeElement).toBe(title('Tool'));
  await reveal(host, true);
  expect(document.activeElement).toBe(title('Costs'));

  const field = screen.getByLabelText('Name');
  field.focus();
  await reveal(host, true);
  expect(document.activeElement).toBe(field);
  expect(scrolled).toHaveBeenCalledTimes(3);
});

it('shows what comes only now', async () => {
  const { host, layout } = await show();
  const later: PanelEntry = { id: 'charts.Later', title: 'Later', location: 'sidebar' };
  const revealed = layout.reveal({ panel: later, mayFocus: false });
  act(() => void host.panels.register(later));
  await settle();
  await revealed;
  // Strict mode does it twice where the panel comes with it.
  expect([...new Set(scrolled.mock.calls.map(([name]) => name))]).toEqual(['Later']);
});

it('draws nothing that the user has folded, not even while it finds that out', async () => {
  const open = vi.fn(() => new Promise<never>(() => undefined));
  const { host } = await createTestHost();
  host.panels.register({ ...costs, drawing: { open } });
  const layout = await host.loadPanelLayout();
  layout.set(costs.id, { collapsed: true });
  let find: (found: typeof layout) => void = () => undefined;
  const found = new Promise<typeof layout>((resolve) => {
    find = resolve;
  });
  await import('./panel-part.tsx');
  render(
    <PluginHostProvider host={{ ...host, loadPanelLayout: () => found }}>
      <PluginOutlet location="sidebar" />
    </PluginHostProvider>,
  );
  for (let turn = 0; turn < 5; turn++) await settle();
  find(layout);
  const button = await screen.findByRole('button', { name: 'Costs' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(open).not.toHaveBeenCalled();
  act(() => button.click());
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
});
