import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastDetail, loaded, openTestPanel, settle } from '../test-panel.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('Chart', () => {
  it.each(['line', 'bar', 'pie'] as const)('of type %s has its numbers in a table', async (type) => {
    const { container } = openTestPanel((root) =>
      root.append(
        h('Chart', {
          type,
          label: 'Visits',
          labels: ['Mon', 'Tue'],
          series: [
            { name: 'This week', values: [3, 1234] },
            { name: 'Last week', values: [-4] },
          ],
        }),
      ),
    );
    await loaded();
    const rows = within(screen.getByRole('table', { name: 'Visits' })).getAllByRole('row');
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
      ['', 'This week', 'Last week'],
      ['Mon', '3', '-4'],
      ['Tue', '1,234', ''],
    ]);
    expect(container.querySelector('svg')?.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  it.each(['line', 'bar'] as const)(
    'of type %s has a text for each of few values, and one shape for many',
    async (type) => {
      const series = (length: number) => [{ name: 'A', values: Array.from({ length }, (_, at) => at % 7) }];
      const { container } = openTestPanel((root) =>
        root.append(h('Chart', { type, series: series(60) }), h('Chart', { type, series: series(1_000) })),
      );
      await loaded();
      const [few, many] = container.querySelectorAll('svg');
      expect(few?.querySelectorAll('title')).toHaveLength(60);
      expect(many?.querySelectorAll('title')).toHaveLength(0);
      expect(many?.querySelectorAll('path, polyline')).toHaveLength(1);
    },
  );

  it('has at most about two thousand numbers in its table, and says how many more there are', async () => {
    const series = Array.from({ length: 20 }, () => ({ name: 'A', values: Array<number>(1_000).fill(1) }));
    openTestPanel((root) => root.append(h('Chart', { label: 'Visits', series })));
    await loaded();
    expect(within(screen.getByRole('table', { name: 'Visits' })).getAllByRole('row')).toHaveLength(97);
    expect(screen.getByText('and 904 more')).toBeTruthy();
  });

  it.each([
    ['nothing', []],
    ['zeros', [0, 0]],
    ['the largest numbers', [Number.MAX_VALUE, -Number.MAX_VALUE]],
    ['the smallest', [5e-324, 0]],
  ])('draws %s', async (_, values) => {
    const { container } = openTestPanel((root) =>
      root.append(
        ...(['line', 'bar', 'pie'] as const).map((type) =>
          h('Chart', { type, series: [{ name: 'A', values }] }),
        ),
      ),
    );
    await loaded();
    expect(container.querySelectorAll('svg')).toHaveLength(3);
    for (const svg of container.querySelectorAll('svg'))
      expect(svg.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('Canvas', () => {
  function fakeContext() {
    const calls: string[] = [];
    const context = new Proxy({} as Record<string | symbol, unknown>, {
      get: (target, name) =>
        name in target
          ? target[name]
          : (...args: unknown[]) => calls.push(`${String(name)}(${args.join(',')})`),
      set(target, name, value) {
        target[name] = value;
        calls.push(`${String(name)}=${String(value)}`);
        return true;
      },
    });
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
    return calls;
  }

  it('draws what it is told, also before it is there', async () => {
    const calls = fakeContext();
    openTestPanel((root, { document }) => {
      const canvas = document.createElement('Canvas');
      canvas.draw([{ type: 'rect', x: 1, y: 2, width: 3, height: 4, fill: '#ff0000' }]);
      root.append(canvas);
    });
    await loaded();
    await vi.waitFor(() => expect(calls).toContain('rect(1,2,3,4)'));
    expect(calls).toContain('fillStyle=#ff0000');
  });

  it.each([
    [
      'a colour that is an address',
      [{ type: 'rect', x: 0, y: 0, width: 1, height: 1, fill: 'url(https://x)' }],
    ],
    ['a command that there is not', [{ type: 'drawImage' }]],
    ['no list', { length: 3 }],
    [
      'pixels that are too few',
      [{ type: 'pixels', x: 0, y: 0, width: 2, height: 2, data: new Uint8ClampedArray(4) }],
    ],
  ])('stops a panel that draws %s', async (_, commands) => {
    fakeContext();
    const { onError } = openTestPanel((root, { document }) => {
      const canvas = document.createElement('Canvas');
      (canvas.draw as (commands: unknown) => void)(commands);
      root.append(canvas);
    });
    await settle();
    expect(String(onError.mock.calls[0]?.[0])).toContain('Canvas: draw');
    expect(screen.getByText(/was stopped/)).toBeTruthy();
  });

  it('tells where it was pressed, in its own pixels', async () => {
    fakeContext();
    const onPress = vi.fn();
    openTestPanel((root) => root.append(h('Canvas', { label: 'Map', width: 200, height: 100, onPress })));
    await loaded();
    const canvas = screen.getByRole('img', { name: 'Map' });
    vi.spyOn(canvas, 'getBoundingClientRect').mockReturnValue({ left: 10, top: 20, width: 100 } as DOMRect);
    fireEvent.pointerDown(canvas, { clientX: 60, clientY: 45, button: 0 });
    expect(lastDetail(onPress)).toEqual({ x: 100, y: 50 });
  });

  it('tells that the pointer is let go where it was, when the browser takes it for itself', async () => {
    fakeContext();
    const onRelease = vi.fn();
    const onMove = vi.fn();
    openTestPanel((root) =>
      root.append(h('Canvas', { label: 'Map', onPress: () => undefined, onMove, onRelease })),
    );
    await loaded();
    const canvas = screen.getByRole('img', { name: 'Map' });
    fireEvent.pointerDown(canvas, { clientX: 5, clientY: 5, button: 0 });
    fireEvent.pointerMove(canvas, { clientX: 8, clientY: 9 });
    fireEvent.pointerCancel(canvas);
    expect(onRelease).toHaveBeenCalledOnce();
    expect(lastDetail(onRelease)).toEqual(lastDetail(onMove));
  });

  it('leaves scrolling to a finger unless the plugin hears presses', async () => {
    fakeContext();
    const listener = () => undefined;
    openTestPanel((root) =>
      root.append(
        h('Canvas', { label: 'Looks', onMove: listener }),
        h('Canvas', { label: 'Draws', onPress: listener, onMove: listener }),
      ),
    );
    await loaded();
    const touches = (name: string) => screen.getByRole('img', { name }).classList.contains('touch-none');
    expect([touches('Looks'), touches('Draws')]).toEqual([false, true]);
  });
});
