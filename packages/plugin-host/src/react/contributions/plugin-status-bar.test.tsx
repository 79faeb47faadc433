import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { cleanup, createTestHost, renderWithHost, settle } from '../test-host.tsx';
import { PluginStatusBar } from './plugin-status-bar.tsx';

afterEach(cleanup);

const plugin = { id: 'words', name: 'Word Count', icon: '🔢' };

it('shows texts at both ends, runs what is behind them, and says whose they are', async () => {
  const { host } = await createTestHost();
  const ran = vi.fn();
  host.commands.register({ id: 'words.show', title: 'Show words', plugin }, ran);
  host.statusBar.register({ id: 'words.count', text: '<b>3</b> words', command: 'words.show', plugin });
  host.statusBar.register({ id: 'studio.zoom', text: '100 %', alignment: 'right' });
  host.toolbarItems.register({
    id: 'words.tool',
    command: 'words.show',
    icon: '📏',
    location: 'statusBar',
    plugin,
  });
  const { container } = renderWithHost(host, <PluginStatusBar />);
  await settle();
  const bar = screen.getByRole('group', { name: 'Status bar' });
  expect(bar.textContent).toBe('🔢<b>3</b> wordsWord Count100 %📏');
  expect(container.querySelector('b')).toBeNull();
  expect(screen.getAllByRole('button').map((button) => button.title)).toEqual([
    '<b>3</b> words (Word Count)',
    'Show words (Word Count)',
  ]);
  for (const button of screen.getAllByRole('button')) fireEvent.click(button);
  await settle();
  expect(ran).toHaveBeenCalledTimes(2);
});

it('is not there while there is nothing', async () => {
  const { host } = await createTestHost();
  const { container } = renderWithHost(host, <PluginStatusBar />);
  expect(container.innerHTML).toBe('');
});
