import { act, fireEvent, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ActivityLog } from '../../activity-metrics/activity-log.ts';
import type { PluginActivity } from '../../activity-metrics/activity-recorder.ts';
import { cleanup, createTestHost, renderWithHost, settle } from '../test-host.tsx';
import { ActivityDetails } from './activity-details.tsx';

afterEach(cleanup);

const IDLE: PluginActivity = {
  calls: 0,
  callsLastMinute: 0,
  errors: 0,
  p50: undefined,
  p95: undefined,
  bytesReceived: 0,
  heartbeatLag: undefined,
  crashes: 0,
};

/** A log whose figures the test sets. */
async function setUp(first: Partial<PluginActivity>) {
  let activity = { ...IDLE, ...first };
  const listeners = new Set<() => void>();
  const log: ActivityLog = {
    subscribe(_id, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => activity,
  };
  const { host } = await createTestHost();
  const loadActivity = vi.fn(async () => log);
  const onRender = vi.fn();
  const { container } = renderWithHost(
    { ...host, loadActivity },
    <Profiler id="activity" onRender={onRender}>
      <span id="name">Demo</span>
      <ActivityDetails pluginId="demo" nameId="name" />
    </Profiler>,
  );
  return {
    container,
    listeners,
    loadActivity,
    onRender,
    set(next: Partial<PluginActivity>) {
      if (Object.keys(next).length > 0) activity = { ...activity, ...next };
      act(() => {
        for (const listener of listeners) listener();
      });
    },
  };
}

const toggle = () => screen.getByRole('button', { name: 'Activity' });
const figures = () =>
  Object.fromEntries(
    [...document.querySelectorAll('dt')].map((term) => [
      term.textContent,
      term.nextElementSibling?.textContent,
    ]),
  );

it('loads and listens only while it is open', async () => {
  const { listeners, loadActivity } = await setUp({ calls: 1 });
  expect(toggle().getAttribute('aria-expanded')).toBe('false');
  expect(loadActivity).not.toHaveBeenCalled();
  fireEvent.click(toggle());
  await settle();
  expect(toggle().getAttribute('aria-expanded')).toBe('true');
  expect(listeners.size).toBe(1);
  fireEvent.click(toggle());
  expect(listeners.size).toBe(0);
});

it('shows figures in the words and units of the locale', async () => {
  await setUp({
    calls: 12_345,
    callsLastMinute: 7,
    errors: 2,
    p50: 0,
    p95: 41.6,
    bytesReceived: 2_345_678,
    heartbeatLag: 3.25,
    crashes: 1,
  });
  fireEvent.click(toggle());
  await settle();
  expect(figures()).toEqual({
    Calls: '12,345 (7 in the last minute)',
    'Failed calls': '2',
    'Half answered within': 'less than 0.1 ms',
    '95% answered within': '42 ms',
    'Data received': '2.3 MB',
    'Answers a check within': '3.3 ms',
    Crashes: '1',
  });
});

it('follows what changes, announces none of it, and renders nothing without a change', async () => {
  const { container, set, onRender } = await setUp({ calls: 1 });
  fireEvent.click(toggle());
  await settle();
  set({ calls: 2 });
  expect(figures().Calls).toBe('2 (0 in the last minute)');
  expect(container.querySelector('[aria-live], [role=status], [role=alert]')).toBeNull();
  const renders = onRender.mock.calls.length;
  set({});
  expect(onRender.mock.calls).toHaveLength(renders);
});

it('says so where there is nothing to show', async () => {
  await setUp({});
  fireEvent.click(toggle());
  await settle();
  expect(screen.getByText('It has done nothing since this page was opened.')).toBeTruthy();
});
