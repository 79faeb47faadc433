import { FAIL, INSERT, RESULT, STATE, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import { describe, expect, it, vi } from 'vitest';
import { h } from '../ui/h.ts';
import { openPanel } from './open-panel.ts';
import { openTestPanel } from './test-panel.ts';

describe('an open panel', () => {
  it('goes on from what an earlier one left', async () => {
    const { context, sent } = openTestPanel(undefined, { page: 2 });
    expect(context.getState()).toEqual({ page: 2 });
    context.setState({ page: 3 });
    expect(context.getState()).toEqual({ page: 3 });
    context.close('done');
    expect(await sent()).toEqual([
      [STATE, { page: 3 }],
      [RESULT, 'done'],
    ]);
  });

  it('refuses a state or a result that cannot travel, where it is given', async () => {
    const { root, context, sent } = openTestPanel();
    root.append('drawn');
    expect(() => context.setState({ save: () => undefined })).toThrow();
    expect(() => context.close(() => undefined)).toThrow();
    expect(await sent()).toEqual([[TEXT, 0, 0, 1, 'drawn']]);
    expect(context.getState()).toBeUndefined();
  });

  it.each([
    ['returned', () => h('Text', {}, 'drawn')],
    ['promised', async () => h('Text', {}, 'drawn')],
  ])('shows JSX that is %s', async (_, render) => {
    const sent: unknown[][] = [];
    openPanel(render, { state: undefined, visible: true }, (operations) => void sent.push(operations));
    await vi.waitFor(() => expect(JSON.stringify(sent)).toContain('drawn'));
  });

  it('tells when it is hidden and shown, once for each', () => {
    const panel = openTestPanel();
    const heard: boolean[] = [];
    const listening = panel.context.onDidChangeVisibility((visible) => heard.push(visible));
    panel.visible(true);
    panel.visible(false);
    panel.visible(false);
    expect(panel.context.visible).toBe(false);
    panel.visible(true);
    listening.dispose();
    panel.visible(false);
    expect(heard).toEqual([false, true]);
  });

  it('tells every listener, also after one that throws', () => {
    const { context, visible } = openTestPanel();
    const heard: boolean[] = [];
    context.onDidChangeVisibility(() => {
      throw new Error('Lost');
    });
    context.onDidChangeVisibility((now) => heard.push(now));
    expect(() => visible(false)).toThrow('Lost');
    expect(heard).toEqual([false]);
  });

  it('cleans up when it is closed, and says no more', async () => {
    const ended: string[] = [];
    const { root, context, close, sent } = openTestPanel(() => () => ended.push('cleaned'));
    context.signal.addEventListener('abort', () => ended.push('aborted'));
    await sent();
    close();
    close();
    root.append('late');
    expect(ended).toEqual(['aborted', 'cleaned']);
    expect(await sent()).toEqual([]);
  });

  it('cleans up after a function that is done only when it was closed', async () => {
    const ended: string[] = [];
    const { close, sent } = openTestPanel(async () => () => ended.push('cleaned'));
    close();
    await sent();
    expect(ended).toEqual(['cleaned']);
  });

  it('leaves alone what is thrown later because it was closed', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { close, sent } = openTestPanel(
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    close();
    expect(await sent()).toEqual([]);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('says why it could not be drawn, also later', async () => {
    const posted: unknown[] = [];
    const opening = { state: undefined, visible: true };
    let signal: AbortSignal | undefined;
    const render = (_: unknown, panel: unknown) => {
      ({ signal } = panel as { signal: AbortSignal });
      throw new Error('No palette');
    };
    expect(() => openPanel(render, opening, (sent) => posted.push(...sent))).toThrow('No palette');
    expect(posted).toEqual([FAIL, 'No palette']);
    expect(signal?.aborted).toBe(true);
  });

  it('is stopped through its document by what is drawn later, once', async () => {
    const reported = vi.fn();
    vi.stubGlobal('__fluxReportFault', reported);
    const { root, context, sent } = openTestPanel();
    root.append('drawn');
    await sent();
    context.document.fail(new Error('No palette'));
    context.document.fail(new Error('No more'));
    expect(await sent()).toEqual([[FAIL, 'No palette']]);
    expect(context.signal.aborted).toBe(true);
    root.append('late');
    expect(await sent()).toEqual([]);
    expect(reported.mock.calls).toEqual([[new Error('No palette')]]);
    vi.unstubAllGlobals();
  });

  it('sends a long drawing in parts', async () => {
    const messages: number[] = [];
    openPanel(
      (root) => root.append(...new Array<string>(30_000).fill('x')),
      { state: undefined, visible: true },
      (sent) => messages.push(sent.length),
    );
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.reduce((sum, length) => sum + length)).toBe(30_000 * 5);
  });
});

describe('what JSX makes', () => {
  it('becomes nodes where it is put', async () => {
    const { jsx, jsxs, Fragment } = await import('../ui/jsx-runtime.ts');
    const { Button, h, Stack, Text } = await import('../ui/index.ts');
    const seen: unknown[] = [];
    const ref = { current: null };
    const Row = ({ name }: { readonly name: string }) =>
      jsxs(Fragment, { children: [jsx(Text, { ref, children: name }), null, false, 7] });
    const panel = openTestPanel((root) => {
      root.append(
        h(Stack, { gap: 'small' }, h(Row, { name: 'A' }), [
          h(Button, { onPress: ({ type }) => seen.push(type) }, 'Press'),
        ]),
      );
    });
    expect(await panel.sent()).toEqual([
      [INSERT, 0, 0, 1, 'Stack', { gap: 'small' }],
      [INSERT, 1, 0, 2, 'Text', {}],
      [TEXT, 2, 0, 3, 'A'],
      [TEXT, 1, 0, 4, '7'],
      [INSERT, 1, 0, 5, 'Button', { onPress: true }],
      [TEXT, 5, 0, 6, 'Press'],
    ]);
    expect(ref.current).toBe(panel.root.firstChild?.firstChild);
    panel.event(5, 'press', {}, 0);
    expect(seen).toEqual(['press']);
  });
});
