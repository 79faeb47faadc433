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
});
