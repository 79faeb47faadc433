import { act, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { HOSTILE_STRINGS } from '../hostile-strings.ts';
import { PANEL_STRINGS } from '../strings/panel-strings.ts';
import { MoreStrings } from '../strings/use-strings.tsx';
import { cleanup, settle } from '../test-host.tsx';
import { fakeDocument } from './test-fake-document.ts';
import { WebviewPanel, type WebviewPanelProps } from './webview-panel.tsx';

afterEach(() => {
  cleanup();
  document.documentElement.removeAttribute('class');
});

async function show(props: Partial<WebviewPanelProps> & Pick<WebviewPanelProps, 'document'>) {
  const plugin = { id: 'charts', name: 'Charts' };
  const shown = render(
    <StrictMode>
      <MoreStrings defaults={PANEL_STRINGS}>
        <WebviewPanel title="Sales" plugin={plugin} {...props} />
      </MoreStrings>
    </StrictMode>,
  );
  await settle();
  return shown;
}

const frames = () => screen.queryAllByTitle('Sales, by Charts');

it('stands under the name of its plugin, in one frame that has a name', async () => {
  const { document, made } = fakeDocument();
  const { unmount } = await show({ document });
  screen.getByText('Charts');
  screen.getByText('Opening Sales');
  expect(frames()).toHaveLength(1);
  act(() => made.at(-1)?.become({ state: 'open' }));
  expect(screen.queryByText('Opening Sales')).toBeNull();
  screen.getByText('Charts');
  unmount();
  for (const webview of made) expect(webview.dispose).toHaveBeenCalled();
});

it('says why it was stopped, and opens again', async () => {
  const { document, made } = fakeDocument();
  await show({ document });
  const error = Object.assign(new Error('The webview sent too much'), { code: 'LIMIT_EXCEEDED' });
  act(() => made.at(-1)?.become({ state: 'stopped', error: error as never }));
  expect(screen.getByRole('alert').textContent).toContain('Sales was stopped');
  expect(screen.getByRole('alert').textContent).toContain('sent too much');
  expect(frames()).toHaveLength(0);
  fireEvent.click(screen.getByRole('button', { name: 'Open again' }));
  await settle();
  expect(frames()).toHaveLength(1);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('says why it could not be opened', async () => {
  const { document, open } = fakeDocument();
  open.mockRejectedValue(new Error('no part'));
  await show({ document });
  expect(screen.getByRole('alert').textContent).toContain('Sales could not be opened');
  expect(screen.getByRole('alert').textContent).toContain('no part');
});

it('hands on the result of a dialog, and not that it was closed', async () => {
  const { document, made } = fakeDocument();
  const onResult = vi.fn();
  await show({ document, onResult });
  act(() => made.at(-1)?.become({ state: 'closed' }));
  expect(onResult).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Open again' }));
  await settle();
  act(() => made.at(-1)?.become({ state: 'closed', result: 'blue' }));
  expect(onResult.mock.calls).toEqual([['blue']]);
});

it('follows the look of the app', async () => {
  const { document: shown, made, open } = fakeDocument();
  await show({ document: shown });
  expect(open.mock.calls[0]?.[0].theme.kind).toBe('light');
  const place = screen.getByTitle('Sales, by Charts').parentElement as HTMLElement;
  place.style.colorScheme = 'dark';
  document.documentElement.classList.add('dark');
  await settle();
  const webview = made.at(-1);
  expect(webview?.setTheme).toHaveBeenCalledWith(expect.objectContaining({ kind: 'dark' }));
  // Nothing that can be seen has changed.
  document.documentElement.classList.add('other');
  await settle();
  expect(webview?.setTheme).toHaveBeenCalledOnce();
});

it('says whether it is seen, without opening it anew', async () => {
  const { document, made, open } = fakeDocument();
  await show({ document, visible: false });
  expect(open.mock.calls.at(-1)?.[0].visible).toBe(false);
  const webview = made.at(-1);
  cleanup();
  expect(webview?.setVisible).not.toHaveBeenCalledWith(true);

  const again = fakeDocument();
  const panel = (visible: boolean) => (
    <MoreStrings defaults={PANEL_STRINGS}>
      <WebviewPanel
        document={again.document}
        title="Sales"
        plugin={{ id: 'charts', name: 'Charts' }}
        visible={visible}
      />
    </MoreStrings>
  );
  const { rerender } = render(panel(true));
  await settle();
  rerender(panel(false));
  expect(again.made.at(-1)?.setVisible).toHaveBeenLastCalledWith(false);
  rerender(panel(true));
  expect(again.made.at(-1)?.setVisible).toHaveBeenLastCalledWith(true);
  expect(again.open).toHaveBeenCalledOnce();
});

it.each(Object.entries(HOSTILE_STRINGS))('shows a name as text: %s', async (_, name) => {
  const { document } = fakeDocument();
  const { container } = await show({ document, title: name, plugin: { id: 'charts', name } });
  expect(container.querySelector('b, img, script')).toBeNull();
  expect(Reflect.get(globalThis, 'hacked')).toBeUndefined();
});
