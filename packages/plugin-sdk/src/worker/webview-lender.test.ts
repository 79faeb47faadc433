import { describe, expect, it, vi } from 'vitest';
import type { OpenedWebview } from '../webview/webview-content.ts';
import { lendWebview } from './webview-lender.ts';

interface Lent {
  html: string;
  drive(view: number, kind: string, message?: unknown): void;
}

function setUp() {
  const post = vi.fn();
  const opened: OpenedWebview[] = [];
  const heard = vi.fn();
  const content = {
    html: '<p>Blue</p>',
    onOpen: (webview: OpenedWebview) => void opened.push(webview),
    onMessage(message: unknown, webview: OpenedWebview) {
      heard(message, opened.indexOf(webview), this === content);
    },
  };
  return { post, opened, heard, lent: lendWebview(content, post) as Lent };
}

describe('lendWebview', () => {
  it.each([[null], [undefined], [{ other: true }], ['text']])('leaves %j as it is', (content) => {
    expect(lendWebview(content, vi.fn())).toBe(content);
  });

  it('sends no function where nobody listens', () => {
    expect(lendWebview({ html: '<p>', onMessage: undefined }, vi.fn())).toEqual({ html: '<p>' });
  });

  it('keeps the views of one document apart', () => {
    const { post, opened, heard, lent } = setUp();
    expect(lent.html).toBe('<p>Blue</p>');
    lent.drive(1, 'open');
    lent.drive(2, 'open');
    lent.drive(2, 'message', 'red');
    expect(heard.mock.calls).toEqual([['red', 1, true]]);
    opened[0]?.postMessage({ a: 1 });
    opened[1]?.close('done');
    expect(post.mock.calls).toEqual([
      [1, { message: { a: 1 } }],
      [2, { result: 'done' }],
    ]);
  });

  it('tells whether each view is seen, for as long as somebody listens', () => {
    const { opened, lent } = setUp();
    lent.drive(1, 'open', true);
    lent.drive(2, 'open', false);
    const [first, second] = opened;
    expect([first?.visible, second?.visible]).toEqual([true, false]);
    const told: unknown[] = [];
    const listening = first?.onDidChangeVisibility((visible) => told.push([visible, first.visible]));
    second?.onDidChangeVisibility((visible) => told.push(['second', visible]));
    lent.drive(1, 'visible', false);
    lent.drive(2, 'visible', true);
    listening?.dispose();
    lent.drive(1, 'visible', true);
    expect(told).toEqual([
      [false, false],
      ['second', true],
    ]);
    expect(first?.visible).toBe(true);
    // One that is not open.
    lent.drive(9, 'visible', true);
  });

  it('tells every listener, also after one that throws', () => {
    const { opened, lent } = setUp();
    lent.drive(1, 'open', true);
    const heard: boolean[] = [];
    opened[0]?.onDidChangeVisibility(() => {
      throw new Error('Lost');
    });
    opened[0]?.onDidChangeVisibility((now) => heard.push(now));
    expect(() => lent.drive(1, 'visible', false)).toThrow('Lost');
    expect(heard).toEqual([false]);
  });

  it('tells that a view is closed, and hears no more of it', () => {
    const { opened, heard, lent } = setUp();
    lent.drive(1, 'open');
    expect(opened[0]?.signal.aborted).toBe(false);
    lent.drive(1, 'close');
    expect(opened[0]?.signal.aborted).toBe(true);
    lent.drive(1, 'message', 'late');
    lent.drive(7, 'close');
    expect(heard).not.toHaveBeenCalled();
  });
});
