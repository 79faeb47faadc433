import { DATA, FAIL } from '@fluxstudio/plugin-protocol/panel/ops';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestPanel } from '../panel-runtime/test-panel.ts';
import { createTestHost } from '../testing/create-test-host.ts';
import { Button, Stack, Text } from './index.ts';
import { h, preact, restoreOptions } from './test-preact.ts';

describe('an error of a later drawing', () => {
  const reported = vi.fn();
  beforeEach(() => {
    reported.mockReset();
    vi.stubGlobal('__fluxReportFault', reported);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    restoreOptions();
  });

  /** Draws again when it is told to. */
  function again() {
    const tellers = new Set<() => void>();
    return {
      tell: () => {
        for (const tell of tellers) tell();
      },
      useAgain() {
        const [count, setCount] = useState(0);
        tellers.add(() => setCount(1));
        return count > 0;
      },
    };
  }

  const Broken = (): never => {
    throw new Error('No palette');
  };

  it('stops its panel with the message, cleans up, and is reported', async () => {
    const draw = preact();
    const { tell, useAgain } = again();
    const seen: string[] = [];
    function Panel() {
      useEffect(() => {
        seen.push('effect');
        return () => seen.push('effect ended');
      }, []);
      return h(Stack, {}, useAgain() ? h(Broken, {}) : 'drawn');
    }
    const panel = openTestPanel((root) => draw(h(Panel, {}), root));
    panel.context.signal.addEventListener('abort', () => seen.push('aborted'));
    await vi.waitFor(() => expect(seen).toEqual(['effect']));
    await panel.sent();
    tell();
    expect((await panel.sent()).at(-1)).toEqual([FAIL, 'No palette']);
    expect(panel.root.childNodes).toHaveLength(0);
    expect(seen).toEqual(['effect', 'aborted', 'effect ended']);
    expect(reported.mock.calls).toEqual([[new Error('No palette')]]);
  });

  it('leaves other panels of the plugin alone, which are drawn on', async () => {
    const draw = preact();
    const { tell, useAgain } = again();
    const Panel = ({ fails }: { readonly fails: boolean }) =>
      h(Text, {}, !useAgain() ? 'drawn' : fails ? h(Broken, {}) : 'drawn again');
    const panels = [false, true, false].map((fails) =>
      openTestPanel((root) => draw(h(Panel, { fails }), root)),
    );
    for (const panel of panels) await panel.sent();
    tell();
    const [first, second, third] = await Promise.all(panels.map((panel) => panel.sent()));
    expect(first).toEqual([[DATA, 2, 'drawn again']]);
    expect(second?.at(-1)).toEqual([FAIL, 'No palette']);
    expect(third).toEqual([[DATA, 2, 'drawn again']]);
  });

  it('may come from an effect, or from what an element does not take', async () => {
    const draw = preact();
    function Late() {
      useEffect(() => {
        throw new Error('No effect');
      }, []);
      return h(Text, {}, 'drawn');
    }
    const late = openTestPanel((root) => draw(h(Late, {}), root));
    const { tell, useAgain } = again();
    const Odd = () => h(Button, { icon: (useAgain() ? new Date() : 'save') as string }, 'Save');
    const odd = openTestPanel((root) => draw(h(Odd, {}), root));
    const all: unknown[] = [];
    await vi.waitFor(async () => {
      all.push(...(await late.sent()));
      expect(all.at(-1)).toEqual([FAIL, 'No effect']);
    });
    await odd.sent();
    tell();
    expect(await odd.sent()).toEqual([
      [FAIL, 'Button: icon must be plain data, and not an instance of a class'],
    ]);
  });

  it('is dealt with by a component that catches it', async () => {
    const draw = preact();
    const { tell, useAgain } = again();
    const Inner = () => h(Text, {}, useAgain() ? h(Broken, {}) : 'drawn');
    function Outer() {
      const [error] = useErrorBoundary();
      return error ? h(Text, {}, `Caught ${error.message}`) : h(Inner, {});
    }
    const panel = openTestPanel((root) => draw(h(Outer, {}), root));
    await panel.sent();
    tell();
    await panel.sent();
    expect(panel.root.textContent).toBe('Caught No palette');
    expect(reported).not.toHaveBeenCalled();
  });

  it('is what a test host says of the panel', async () => {
    const draw = preact();
    function Panel() {
      const [pressed, setPressed] = useState(false);
      return h(Button, { onPress: () => setPressed(true) }, pressed ? h(Broken, {}) : 'Press');
    }
    await using host = await createTestHost({
      manifest: { id: 'colors', permissions: ['ui'] },
      plugin: {
        activate(_, api) {
          api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, (root) =>
            draw(h(Panel, {}), root),
          );
        },
      },
    });
    const panel = await host.openPanel('main');
    await panel.find('Button').press();
    expect(panel.status).toMatchObject({
      state: 'stopped',
      error: { code: 'PANEL_FAILED', message: 'No palette' },
    });
    expect(host.faults).toMatchObject([{ message: expect.stringContaining('No palette') }]);
  });
});
