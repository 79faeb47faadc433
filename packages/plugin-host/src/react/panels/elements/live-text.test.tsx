import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import type { PanelElement, PanelRender } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTestPanel, settle } from '../test-panel.tsx';

afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

/** A panel, and what it is drawn into. */
async function open(draw: PanelRender) {
  let root: PanelElement | undefined;
  const panel = openTestPanel((into, context) => {
    root = into;
    return draw(into, context);
  });
  await settle();
  if (!root) throw new Error('Nothing was drawn');
  return { ...panel, root };
}

const element = (name: 'status' | 'alert') => screen.getByRole(name);
/** What screen readers can see of a region. */
const heard = (region: Element) => (region.querySelector('[aria-hidden]') ? '' : region.textContent);

describe('live text', () => {
  it.each([
    ['polite', 'status'],
    ['assertive', 'alert'],
  ] as const)(
    '%s is a region of its own, which stays the same while its text changes',
    async (live, role) => {
      let text: PanelElement<'Text'> | undefined;
      await open((root, { document }) => {
        text = document.createElement('Text');
        text.setAttribute('live', live);
        root.append(text);
      });
      const region = element(role);
      expect(region.textContent).toBe('');
      if (text) text.textContent = '3 mistakes';
      await settle();
      expect(element(role)).toBe(region);
      expect(heard(region)).toBe('3 mistakes');
      // Beside the role it is said twice by some.
      expect(region.hasAttribute('aria-live')).toBe(false);
    },
  );

  it('is there with its text when the panel opens: that is no news', async () => {
    await open((root) => root.append(h('Text', { live: 'polite' }, 'Nothing was checked')));
    expect(heard(element('status'))).toBe('Nothing was checked');
  });

  it('that comes later is an empty region first, and gets its text when that is noticed', async () => {
    const { root } = await open((into) => into.append(h('Text', {}, 'Colours')));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    act(() => root.append(h('Text', { live: 'polite' }, 'Copied')));
    await act(() => vi.advanceTimersByTimeAsync(0));
    const region = element('status');
    expect([region.textContent, heard(region)]).toEqual(['Copied', '']);
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(element('status')).toBe(region);
    expect(heard(region)).toBe('Copied');
  });

  it('is what a skeleton that comes later waits for, too', async () => {
    const { root } = await open((into) => into.append(h('Text', {}, 'Comments')));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    act(() => root.append(h('Skeleton', { label: 'Loading the comments' })));
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(element('status').textContent).toBe('');
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(element('status').textContent).toBe('Loading the comments');
  });

  it('takes no part in a text that is not', async () => {
    await open((root) =>
      root.append(
        h('Text', {}, 'Found ', h('Text', { live: 'polite', weight: 'bold' }, '3'), ' files'),
        h('Text', {}, 'Quiet'),
      ),
    );
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(['3']);
    expect(element('status').localName).toBe('bdi');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('of another kind stops the panel', async () => {
    const { onError } = await open((root) =>
      root.append({ type: 'Text', props: { live: 'loud', children: ['Hello'] } }),
    );
    expect(String(onError.mock.calls[0]?.[0])).toContain('must be polite, assertive');
  });
});
