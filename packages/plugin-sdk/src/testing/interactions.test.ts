import { describe, expect, it, vi } from 'vitest';
import type { FluxStudioAPI } from '../plugin-api.ts';
import { createTestHost } from './create-test-host.ts';
import type { TestServices } from './test-services.ts';
import { letMessagesArrive } from './turns.ts';

const items = [
  { id: 'sky', label: 'Sky' },
  { id: 'rose', label: 'Rose' },
];

/** Services are told after their call was recorded: {@link TestHost.until} looks too early. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await letMessagesArrive();
}

/** A plugin whose command does what the test says with the API. */
function start(run: (api: FluxStudioAPI, ...args: unknown[]) => unknown, services: TestServices = {}) {
  return createTestHost({
    manifest: { name: 'Color Palette', permissions: ['commands', 'ui'] },
    services,
    plugin: {
      activate(_, api) {
        api.commands.register('run', (...args) => run(api, ...args));
      },
    },
  });
}

/** Whether a dialog of the app is open, and how to answer it. */
function openDialogs<T>() {
  const open: { plugin: string; signal: AbortSignal; answer(value: T): void }[] = [];
  const ask = (call: { plugin: { name: string }; signal: AbortSignal }) =>
    new Promise<T>((answer) => {
      open.push({ plugin: call.plugin.name, signal: call.signal, answer });
    });
  return { open, ask };
}

describe('showQuickPick', () => {
  it('resolves with the id, with all that are ticked, or with null', async () => {
    const pick = vi.fn<() => readonly string[] | null>(() => ['rose']);
    await using host = await start(
      async ({ ui }) => [await ui.showQuickPick(items), await ui.showQuickPick(items, { multiple: true })],
      { interactions: { pick } },
    );
    expect(await host.runCommand('run')).toEqual(['rose', ['rose']]);
    expect(host.calls.map(({ args }) => args)).toEqual([
      [{ items, multiple: false }],
      [{ items, multiple: true }],
    ]);
    pick.mockReturnValue(null);
    expect(await host.runCommand('run')).toEqual([null, null]);
    pick.mockReturnValue([]);
    expect(await host.runCommand('run')).toEqual([null, []]);
  });

  it.each([
    ['no items', []],
    ['an id twice', [items[0], items[0]]],
    ['too many', Array.from({ length: 1001 }, (_, id) => ({ id: `${id}`, label: 'x' }))],
    ['markup for a label', [{ id: 'a', label: { html: '<b>' } }]],
    ['a label of 100 KB', [{ id: 'a', label: 'x'.repeat(100_000) }]],
  ])('refuses %s', async (_, list) => {
    const pick = vi.fn();
    await using host = await start(({ ui }, given) => ui.showQuickPick(given as typeof items), {
      interactions: { pick },
    });
    await expect(host.runCommand('run', list)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(pick).not.toHaveBeenCalled();
  });

  it('waits for the user longer than any deadline, says who asks, and is closed when the plugin stops', async () => {
    const { open, ask } = openDialogs<readonly string[] | null>();
    await using host = await start(({ ui }) => ui.showQuickPick(items), {
      interactions: { pick: (_, call) => ask(call) },
    });
    const answer = host.runCommand('run');
    await until(() => open.length === 1);
    await host.advanceTime(120_000);
    open[0]?.answer(['sky']);
    expect(await answer).toBe('sky');
    expect(open[0]?.plugin).toBe('Color Palette');
    const cut = host.runCommand('run').catch((error: unknown) => error);
    await until(() => open.length === 2);
    await host.deactivate();
    expect(open[1]?.signal.aborted).toBe(true);
    expect(await cut).toMatchObject({ code: 'DISPOSED' });
  });
});

describe('showInputBox', () => {
  it('resolves with the text, or with null', async () => {
    const input = vi.fn<() => string | null>(() => 'Dusk');
    await using host = await start(({ ui }) => ui.showInputBox({ title: 'Name', password: true }), {
      interactions: { input },
    });
    expect(await host.runCommand('run')).toBe('Dusk');
    expect(host.calls).toEqual([{ method: 'interactions.input', args: [{ title: 'Name', password: true }] }]);
    input.mockReturnValue(null);
    expect(await host.runCommand('run')).toBeNull();
  });
});

describe('dialogs', () => {
  it('wait three at a time for one plugin, of all kinds together', async () => {
    const { open, ask } = openDialogs<null>();
    const ways: Record<string, (api: FluxStudioAPI) => unknown> = {
      pick: ({ ui }) => ui.showQuickPick(items),
      input: ({ ui }) => ui.showInputBox({ title: 'Name' }),
      modal: ({ ui }) => ui.showModal(),
    };
    await using host = await start((api, kind) => ways[String(kind)]?.(api), {
      interactions: { pick: (_, call) => ask(call), input: () => 'x' },
      modals: { show: (_, call) => ask(call) },
    });
    const answers = ['pick', 'modal', 'modal'].map((kind) => host.runCommand('run', kind));
    await until(() => open.length === 3);
    await expect(host.runCommand('run', 'modal')).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'ui.showModal: 3 questions already wait for the user: ask again when one is answered',
    });
    await expect(host.runCommand('run', 'input')).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'ui.showInputBox: 3 questions already wait for the user: ask again when one is answered',
    });
    for (const { answer } of open) answer(null);
    expect(await Promise.all(answers)).toEqual([null, null, null]);
    expect(await host.runCommand('run', 'input')).toBe('x');
  });

  it('are limited to thirty in a minute, of all kinds together', async () => {
    await using host = await start(
      async ({ ui }, kind) => (kind === 'modal' ? ui.showModal() : ui.showInputBox({ title: 'Name' })),
      { interactions: { input: () => 'x' }, modals: { show: () => 'closed' } },
    );
    for (let count = 0; count < 15; count++) {
      await host.runCommand('run', 'modal');
      await host.runCommand('run', 'input');
    }
    for (const [kind, method] of [
      ['modal', 'ui.showModal'],
      ['input', 'ui.showInputBox'],
    ])
      await expect(host.runCommand('run', kind)).rejects.toMatchObject({
        code: 'LIMIT_EXCEEDED',
        message: `${method}: more than 30 dialogs in a minute`,
      });
    await host.advanceTime(2000);
    expect(await host.runCommand('run', 'modal')).toBe('closed');
    await expect(host.runCommand('run', 'input')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});

describe('withProgress', () => {
  function recordProgress() {
    const shown: { title: string; reports: unknown[]; closed: boolean; cancel(): void }[] = [];
    const services: TestServices = {
      interactions: {
        progress({ title, cancel }) {
          const one = { title, reports: [] as unknown[], closed: false, cancel };
          shown.push(one);
          return {
            report: (report) => one.reports.push(report),
            close: () => {
              one.closed = true;
            },
          };
        },
      },
    };
    return { shown, services };
  }

  it('shows how far the task is, for as long as it takes, and settles as it does', async () => {
    const { shown, services } = recordProgress();
    let finish: () => void = () => undefined;
    await using host = await start(
      ({ ui }) =>
        ui.withProgress({ title: 'Exporting' }, async (report) => {
          report({ percent: 10, message: 'Page 1' });
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          return { pages: 3 };
        }),
      services,
    );
    const answer = host.runCommand('run');
    await until(() => shown[0]?.reports.length === 1);
    // Longer than a command may take that shows nothing.
    await host.advanceTime(120_000);
    expect(shown).toMatchObject([
      { title: 'Exporting', reports: [{ percent: 10, message: 'Page 1' }], closed: false },
    ]);
    finish();
    expect(await answer).toEqual({ pages: 3 });
    await until(() => shown[0]?.closed === true);
  });

  it('rejects with the task’s own error, and closes', async () => {
    const { shown, services } = recordProgress();
    await using host = await start(
      ({ ui }) =>
        ui.withProgress({ title: 'Exporting' }, () => {
          throw new RangeError('no paper');
        }),
      services,
    );
    await expect(host.runCommand('run')).rejects.toMatchObject({ name: 'RangeError', message: 'no paper' });
    await until(() => shown[0]?.closed === true);
  });

  it('tells the task when the user cancels', async () => {
    const { shown, services } = recordProgress();
    await using host = await start(
      ({ ui }) =>
        ui.withProgress({ title: 'Exporting', cancellable: true }, async (_, signal) => {
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          return 'stopped';
        }),
      services,
    );
    const answer = host.runCommand('run');
    await until(() => shown.length === 1);
    shown[0]?.cancel();
    expect(await answer).toBe('stopped');
  });

  it('passes on a flood of reports twenty times a second, the newest of each part', async () => {
    const { shown, services } = recordProgress();
    await using host = await start(
      ({ ui }) =>
        ui.withProgress({ title: 'Exporting' }, async (report) => {
          report({ message: 'Begins' });
          for (let percent = 0; percent < 100; percent++) report({ percent });
          await new Promise(() => undefined);
        }),
      services,
    );
    host.runCommand('run').catch(() => undefined);
    await until(() => shown[0]?.reports.length === 1);
    await letMessagesArrive();
    await host.advanceTime(50);
    expect(shown[0]?.reports).toEqual([{ message: 'Begins' }, { percent: 99 }]);
  });

  it('does not begin what may not be shown', async () => {
    const task = vi.fn();
    await using host = await createTestHost({
      manifest: { permissions: ['commands', 'ui'] },
      grants: ['commands'],
      services: recordProgress().services,
      plugin: {
        activate(_, api) {
          api.commands.register('run', () => api.ui.withProgress({ title: 'Exporting' }, task));
        },
      },
    });
    await expect(host.runCommand('run')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(task).not.toHaveBeenCalled();
  });

  it('closes when the plugin is stopped', async () => {
    const { shown, services } = recordProgress();
    await using host = await start(
      ({ ui }) => ui.withProgress({ title: 'Exporting' }, () => new Promise(() => undefined)),
      services,
    );
    host.runCommand('run').catch(() => undefined);
    await until(() => shown.length === 1);
    await letMessagesArrive();
    await host.deactivate();
    expect(shown[0]?.closed).toBe(true);
  });

  it('closes when the plugin dies', async () => {
    const { shown, services } = recordProgress();
    await using host = await start(
      ({ ui }) => ui.withProgress({ title: 'Exporting' }, () => new Promise(() => undefined)),
      services,
    );
    host.runCommand('run').catch(() => undefined);
    await until(() => shown.length === 1);
    await letMessagesArrive();
    await host.kill();
    expect(shown[0]?.closed).toBe(true);
  });

  it('leaves a number alone that shows nothing, and one that a stranger made up', async () => {
    const { shown, services } = recordProgress();
    type Raw = { reportProgress(id: number, report: unknown): void };
    await using host = await start(
      ({ ui }) => (ui as unknown as Raw).reportProgress(7, { percent: 5 }),
      services,
    );
    await host.runCommand('run');
    await letMessagesArrive();
    expect([shown, host.faults]).toEqual([[], []]);
  });
});
