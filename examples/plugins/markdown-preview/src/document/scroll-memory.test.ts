import type { WebviewPanel } from '@fluxstudio/plugin-sdk/webview';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createScrollMemory } from './scroll-memory.ts';

let scrolled: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => {
    scrolled = listener;
  });
  scrollTo(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function scrollTo(top: number): void {
  vi.stubGlobal('scrollY', top);
}

it('keeps where a second of scrolling ends, in no more messages than ten', () => {
  vi.stubGlobal('scrollTo', () => undefined);
  const kept: unknown[] = [];
  const panel: Pick<WebviewPanel, 'getState' | 'setState'> = {
    getState: () => undefined,
    setState: (value) => void kept.push(value),
  };
  createScrollMemory(panel).show('notes.md');
  for (let frame = 1; frame <= 240; frame++) {
    scrollTo(frame);
    scrolled();
    vi.advanceTimersByTime(1000 / 240);
  }
  vi.runAllTimers();
  expect(kept.at(-1)).toEqual({ path: 'notes.md', top: 240 });
  expect(kept.length).toBeLessThanOrEqual(10);
});
