import { act, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { notificationHtml } from '../../notification-html.ts';
import type { HostNotification, NotificationService } from '../../services.ts';
import { cleanup, settle } from '../test-host.tsx';
import { useNotifications } from './use-notifications.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const plugin = { id: 'palette', name: 'Color Palette', icon: '🎨' };
const HOSTILE = '<img src=x onerror="globalThis.hit = true">';

function setUp() {
  const services: NotificationService[] = [];
  const onError = vi.fn();
  function App() {
    const [notifications, toasts] = useNotifications({ onError });
    services.push(notifications);
    return (
      <>
        <button type="button">Before</button>
        {toasts}
      </>
    );
  }
  const view = render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  const controller = new AbortController();
  const show = async (fields: Partial<HostNotification> = {}) => {
    const shown = services.at(-1)?.show({
      plugin,
      type: 'info',
      title: 'Palette copied',
      actions: [],
      signal: controller.signal,
      ...fields,
    });
    await settle();
    return { closed: shown?.closed };
  };
  return { ...view, show, controller, onError };
}

const pass = (milliseconds: number) => act(async () => void vi.advanceTimersByTime(milliseconds));
const closeButtons = () => screen.queryAllByRole('button', { name: /^Close/ });

describe('useNotifications', () => {
  it('shows whose it is, announces it by how urgent it is, and ends it in time', async () => {
    const { show } = setUp();
    const { closed } = await show({ message: 'Five colours' });
    expect(screen.getByRole('status').textContent).toBe('Color Palette: Palette copied. Five colours');
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(screen.getByRole('region', { name: 'Notifications' }).textContent).toContain('Color Palette');
    await show({ type: 'error', title: 'No paint', duration: 0 });
    expect(screen.getByRole('alert').textContent).toBe('Color Palette: No paint');
    await pass(6000);
    await closed;
    await settle();
    expect(closeButtons().map((button) => button.getAttribute('aria-label'))).toEqual([
      'Close “No paint” of Color Palette',
    ]);
    await pass(600_000);
    expect(closeButtons()).toHaveLength(1);
  });

  it('waits while the user is on it', async () => {
    const { show } = setUp();
    await show({ duration: 1000 });
    const close = () => closeButtons()[0] as HTMLElement;
    act(() => close().focus());
    await pass(5000);
    expect(closeButtons()).toHaveLength(1);
    act(() => screen.getByRole('button', { name: 'Before' }).focus());
    fireEvent.pointerOver(close());
    await pass(5000);
    expect(closeButtons()).toHaveLength(1);
    fireEvent.pointerOut(close());
    await pass(1000);
    await settle();
    expect(closeButtons()).toHaveLength(0);
  });

  it('runs what is behind a button once and closes; a failure is told', async () => {
    const { show, onError } = setUp();
    const failure = new Error('gone');
    const action = { label: 'Undo', run: vi.fn(() => Promise.reject(failure)) };
    const { closed } = await show({ actions: [action], duration: 0 });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await closed;
    await settle();
    expect(action.run).toHaveBeenCalledOnce();
    expect(closeButtons()).toHaveLength(0);
    expect(onError).toHaveBeenCalledWith(failure, expect.objectContaining({ plugin }), action);
  });

  it('gives the focus back when it is closed', async () => {
    const { show } = setUp();
    await show({ duration: 0 });
    const before = screen.getByRole('button', { name: 'Before' });
    act(() => before.focus());
    act(() => closeButtons()[0]?.focus());
    fireEvent.click(closeButtons()[0] as HTMLElement);
    await settle();
    expect(document.activeElement).toBe(before);
  });

  it('shows four, counts the rest, and closes all with the plugin', async () => {
    const { show, controller } = setUp();
    for (let index = 0; index < 6; index++) await show({ title: `Toast ${index}`, duration: 0 });
    expect(closeButtons()).toHaveLength(4);
    expect(screen.getByText('2 more')).toBeTruthy();
    act(() => controller.abort());
    await settle();
    expect(closeButtons()).toHaveLength(0);
  });

  it('shows a hostile title as text', async () => {
    const { show, container } = setUp();
    await show({ title: HOSTILE, message: HOSTILE, duration: 0 });
    expect(screen.getByRole('region').textContent).toContain(HOSTILE);
    expect(container.querySelector('img')).toBeNull();
  });
});

describe('notificationHtml', () => {
  /** A toast library that renders HTML, as some apps have. */
  function renderHtml(notification: Pick<HostNotification, 'plugin' | 'title' | 'message'>): HTMLElement {
    const toast = document.createElement('div');
    const { title, message } = notificationHtml(notification);
    toast.innerHTML = `<strong title="x">${title}</strong><p>${message}</p>`;
    document.body.append(toast);
    return toast;
  }

  it('runs nothing of a title in a toast that renders HTML, and shows it as it is', () => {
    const toast = renderHtml({
      plugin: { ...plugin, name: `"'${HOSTILE}` },
      title: HOSTILE,
      message: '&lt;b>',
    });
    expect(toast.querySelector('img')).toBeNull();
    expect(toast.textContent).toBe(`"'${HOSTILE}: ${HOSTILE}&lt;b>`);
    expect([...toast.querySelectorAll('*')].map(({ tagName }) => tagName)).toEqual([
      'STRONG',
      'BDI',
      'BDI',
      'P',
      'BDI',
    ]);
    toast.remove();
  });
});
