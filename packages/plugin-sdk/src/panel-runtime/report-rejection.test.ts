import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { h } from '../ui/h.ts';
import { openTestPanel } from './test-panel.ts';

const report = vi.fn();
const error = new Error('Not saved');
const reject = () => Promise.reject(error);

beforeEach(() => {
  report.mockClear();
  vi.stubGlobal('__fluxReportFault', report);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ['draws', () => void openTestPanel(reject)],
  ['cleans up', () => openTestPanel(() => reject).close()],
  [
    'hears of being hidden',
    () => {
      const { context, visible } = openTestPanel();
      context.onDidChangeVisibility(reject);
      visible(false);
    },
  ],
  [
    'handles an event',
    () => {
      const { event } = openTestPanel((root) => root.append(h('Button', { onPress: reject })));
      event(1, 'press', {}, 0);
    },
  ],
])('what rejects while it %s is reported as what is thrown', async (_, run) => {
  run();
  await vi.waitFor(() => expect(report.mock.calls).toEqual([[error]]));
});
