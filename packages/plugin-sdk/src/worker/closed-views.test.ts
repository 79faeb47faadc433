import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openPanel } from '../panel-runtime/open-panel.ts';
import type { PanelContext, PanelElement } from '../ui/index.ts';
import type { OpenedWebview } from '../webview/webview-content.ts';
import { type Drive, rememberViews } from './open-views.ts';
import { createPanelLender } from './panel-lender.ts';
import { lendWebview } from './webview-lender.ts';

// What the runtime in the worker still holds of views that were closed, by what the engine can collect.

const VIEWS = 100;

/** Collects what nobody holds, and says how many of these are left. */
async function countHeld(weak: readonly WeakRef<object>[]): Promise<number> {
  // A WeakRef holds its object until the end of the turn in which it was made or asked.
  await new Promise((resolve) => setTimeout(resolve));
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return weak.filter((one) => one.deref() !== undefined).length;
}

describe(`of ${VIEWS} views that were open`, () => {
  it('the lender and the runtime of panels hold those that still are', async () => {
    const weak: WeakRef<object>[] = [];
    const render = (root: PanelElement, panel: PanelContext) => {
      const button = panel.document.createElement('Button');
      button.addEventListener('press', () => button.append('!'));
      panel.onDidChangeVisibility(() => root.append('seen'));
      root.append(button);
      weak.push(new WeakRef(root), new WeakRef(button), new WeakRef(panel.signal));
      return () => root.replaceChildren();
    };
    const lender = createPanelLender(
      () => ({ openPanel }),
      () => undefined,
    );
    const { drive, closeAll } = rememberViews(lender.lend(render));
    for (let view = 0; view < VIEWS; view++) {
      drive(view, 'open', { state: { view }, visible: true, script: 'code' });
      drive(view, 'event', 1, 'press', {}, 0);
      drive(view, 'visible', false);
    }
    expect(await countHeld(weak)).toBe(3 * VIEWS);
    for (let view = 1; view < VIEWS; view++) drive(view, 'close');
    expect(await countHeld(weak)).toBe(3);
    closeAll();
    expect(await countHeld(weak)).toBe(0);
    // Neither was collected with them.
    expect([lender, drive]).toHaveLength(2);
  });

  it('the lender of webviews holds those that still are', async () => {
    const weak: WeakRef<object>[] = [];
    const content = {
      html: '<p>Blue</p>',
      onOpen(webview: OpenedWebview) {
        webview.onDidChangeVisibility(() => webview.postMessage('seen'));
        weak.push(new WeakRef(webview), new WeakRef(webview.signal));
      },
      onMessage: (message: unknown, webview: OpenedWebview) => webview.postMessage(message),
    };
    const lent = lendWebview(content, () => undefined) as { readonly drive: Drive };
    const { drive, closeAll } = rememberViews(lent.drive);
    for (let view = 0; view < VIEWS; view++) {
      drive(view, 'open', true);
      drive(view, 'message', 'hello');
      drive(view, 'visible', false);
    }
    expect(await countHeld(weak)).toBe(2 * VIEWS);
    for (let view = 1; view < VIEWS; view++) drive(view, 'close');
    expect(await countHeld(weak)).toBe(2);
    closeAll();
    expect(await countHeld(weak)).toBe(0);
    expect([lent, drive]).toHaveLength(2);
  });
});
