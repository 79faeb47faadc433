import { createTestHost, type TestHost } from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it } from 'vitest';
import { boardNamespace } from '../../../studio/client/src/board/board-namespace.ts';
import { createBoardStore } from '../../../studio/client/src/board/board-store.ts';
import manifest from '../plugin.json' with { type: 'json' };
import { BATCH } from './import-session.ts';
import plugin from './main.ts';

const HEADER = 'kind,x,y\n';
const list = (count: number) => HEADER + 'rect,1,2\n'.repeat(count);
/** A progress that the app shows. */
interface Shown {
  readonly title: string;
  readonly percents: number[];
  isOver: boolean;
  cancel(): void;
}

/** The plugin, with the studio's own board and files in memory. */
async function open(files: Record<string, string | Uint8Array<ArrayBuffer>>) {
  const store = createBoardStore();
  const shown: Shown[] = [];
  /** Called with each progress when it begins. */
  let onShown: (progress: Shown) => void = () => undefined;
  /** Called when the files have been looked up, before the plugin hears of them. */
  let onListed: () => void = () => undefined;
  const host = await createTestHost({
    plugin,
    manifest,
    namespaces: [boardNamespace(async () => store)],
    services: {
      files: {
        async list() {
          const listed = Object.keys(files).map((path) => ({ name: path, path, type: 'file' as const }));
          onListed();
          return listed;
        },
        readBytes: async (path) => {
          const content = files[path] ?? '';
          // A copy, for it is handed over.
          return typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
        },
      },
      interactions: {
        progress({ title, cancel }) {
          const progress: Shown = { title, percents: [], cancel, isOver: false };
          shown.push(progress);
          onShown(progress);
          return {
            report: ({ percent }) => void progress.percents.push(percent ?? 0),
            close() {
              progress.isOver = true;
            },
          };
        },
      },
    },
  });
  const panel = await host.openPanel('import');
  /** Presses a button that begins a progress, and waits until the panel is no longer busy. */
  async function press(name: string): Promise<void> {
    const before = shown.length;
    await panel.find('Button', name).press();
    while (shown.length === before || panel.findAll('Button')[0]?.props.busy) await host.emitEvent('turn');
  }
  return {
    host,
    store,
    shown,
    panel,
    press,
    whenShown: (listener: typeof onShown) => {
      onShown = listener;
    },
    whenListed: (listener: typeof onListed) => {
      onListed = listener;
    },
    /** What is read out when it changes. */
    results: () =>
      panel.findAll('Text').flatMap(({ props, text }) => (props.live === 'polite' ? [text] : [])),
    shapes: () => store.getSnapshot().shapes,
    [Symbol.asyncDispose]: () => host.dispose(),
  };
}

type View = Awaited<ReturnType<NonNullable<TestHost['panels'][number]['drawing']>['open']>>;

/** The panel as a page has it, which hears what its elements are asked to do: the label or text of each that gets the focus. */
async function openView(host: TestHost, ...heard: string[]) {
  const view = await host.panels[0]?.drawing?.open();
  if (!view) throw new Error('There is no panel');
  // What is drawn arrives.
  await host.emitEvent('turn');
  const named = (name: string) => {
    for (const node of nodesOf(view.root)) {
      const now = node.getSnapshot();
      if (now.name === '#text' || now.name === 'Heading') continue;
      if (now.props.label === name || now.children.some((child) => reads(child, name))) return node;
    }
    throw new Error(`There is no ${name}`);
  };
  const focused: string[] = [];
  for (const name of heard) view.onInvoke(named(name), () => focused.push(name));
  return { focused, press: (name: string) => view.send(named(name), 'press') };
}

function* nodesOf(node: View['root']): Generator<View['root']> {
  yield node;
  const now = node.getSnapshot();
  if (now.name !== '#text') for (const child of now.children) yield* nodesOf(child);
}

function reads(node: View['root'], text: string): boolean {
  const now = node.getSnapshot();
  return now.name === '#text' && now.text === text;
}

describe('the importer', () => {
  it('leads from a file to shapes on the board', async () => {
    await using app = await open({
      'notes.md': '',
      'shapes.csv': 'kind,x,y,color\nellipse,5,6,#ff0000\nstar,1,1,\nrect,7,8,\n',
      'more.jsonl': '{"x":1,"y":2}',
    });
    expect(app.panel.find('Heading').text).toBe('Step 1 of 3: choose a file');
    expect(app.panel.find('Select').props).toMatchObject({
      value: 'shapes.csv',
      options: [{ value: 'shapes.csv' }, { value: 'more.jsonl' }],
    });
    await app.press('Read file');
    expect(app.results()).toEqual(['shapes.csv: 3 rows, 2 shapes.']);
    expect(app.panel.find('Table', 'Skipped rows').props.rows).toEqual([
      { id: '0', cells: { line: 3, reason: 'has no kind “star”: rect, ellipse or text' } },
    ]);
    expect(app.shapes()).toEqual([]);
    expect(app.shown).toMatchObject([{ title: 'Reading shapes.csv', isOver: true }]);
    await app.press('Add 2 shapes');
    expect(app.shapes()).toMatchObject([
      { kind: 'ellipse', x: 5, y: 6, color: '#ff0000' },
      { kind: 'rect', x: 7, y: 8 },
    ]);
    expect(app.results()).toEqual(['2 shapes added from shapes.csv.']);
    await app.panel.find('Button', 'Import another file').press();
    await app.panel.find('Select').change('more.jsonl');
    await app.press('Read file');
    await app.press('Add 1 shape');
    expect(app.shapes()).toHaveLength(3);
  });

  it('adds in batches, each a step of undo, and as many as there is room for', async () => {
    await using app = await open({ 'a.csv': list(1200) });
    app.store.add({ kind: 'rect', x: 0, y: 0, width: 10, height: 10, color: '#ff0000' });
    await app.press('Read file');
    expect(app.panel.text).toContain('The board has room for 999 more: the first 999 are added.');
    await app.press('Add 999 shapes');
    expect(app.shapes()).toHaveLength(1000);
    expect(app.panel.text).toContain('999 of 1200 shapes added');
    app.store.undo();
    expect(app.shapes()).toHaveLength(1000 - (999 % BATCH));

    await app.panel.find('Button', 'Import another file').press();
    app.store.redo();
    await app.press('Read file');
    expect(app.panel.find('Button', 'Add 0 shapes').props.disabled).toBe(true);
  });

  it('stops reading 50 MB when the user cancels, and adds nothing', async () => {
    const bytes = new Uint8Array(50 * 1024 * 1024).fill(0x20);
    bytes.set(new TextEncoder().encode(list(100_000)));
    await using app = await open({ 'large.csv': bytes });
    app.whenShown((progress) => progress.cancel());
    await app.press('Read file');
    expect(app.results()).toEqual(['Reading was cancelled. Nothing was added.']);
    expect(app.shown[0]).toMatchObject({ isOver: true });
    expect(Math.max(...(app.shown[0]?.percents ?? []))).toBeLessThan(5);
    app.whenShown(() => undefined);
    await app.press('Read file');
    expect(app.panel.text).toContain('large.csv: 100001 rows, 100000 shapes.');
  });

  it('keeps what is there when adding is cancelled', async () => {
    await using app = await open({ 'a.csv': list(1000) });
    await app.press('Read file');
    app.whenShown((progress) => {
      const end = app.store.subscribe(() => {
        end();
        progress.cancel();
      });
    });
    await app.press('Add 1000 shapes');
    const { length } = app.shapes();
    expect(length % BATCH).toBe(0);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(1000);
    expect(app.panel.text).toContain(`${length} of 1000 shapes added`);
  });

  it('finds the files that are added later', async () => {
    const files: Record<string, string> = {};
    await using app = await open(files);
    files['new.csv'] = list(1);
    await app.host.emitEvent('files:changed');
    expect(app.panel.find('Select').props.value).toBe('new.csv');
    await app.press('Read file');
    await app.host.emitEvent('files:changed');
    expect(app.panel.text).toContain('1 row, 1 shape');
  });

  it('finds a file that is added while it looks', async () => {
    const files: Record<string, string> = {};
    await using app = await open(files);
    app.whenListed(() => {
      app.whenListed(() => undefined);
      files['new.csv'] = list(1);
      void app.host.emitEvent('files:changed');
    });
    await app.host.emitEvent('files:changed');
    await app.host.until(() => app.panel.findAll('Select').length > 0);
    expect(app.panel.find('Select').props.value).toBe('new.csv');
  });

  it('leaves the focus on the button that looks again, where no file is left to choose', async () => {
    const files: Record<string, string> = { 'a.csv': list(1) };
    await using app = await open(files);
    await app.press('Read file');
    const { focused, press } = await openView(app.host, 'Add 1 shape');
    delete files['a.csv'];
    press('Choose another file');
    await expect.poll(() => focused).toEqual(['Add 1 shape']);
    expect(app.panel.find('Button').text).toBe('Look again');
  });

  it('imports the file that a menu was opened on', async () => {
    await using app = await open({ 'a.json': '[{"x":1,"y":2},{"x":3,"y":4}]' });
    expect(await app.host.runCommand('import', { type: 'file', id: 'a.json', path: 'a.json' })).toBe(2);
    expect(app.shapes().map(({ x }) => x)).toEqual([1, 3]);
    await expect(app.host.runCommand('import')).rejects.toThrow('Open the menu of a file');
  });

  it('says what is no list of shapes, what is too large, and that there is none', async () => {
    await using app = await open({ 'large.csv': new Uint8Array(50 * 1024 * 1024 + 1) });
    await app.press('Read file');
    expect(app.panel.text).toContain('“large.csv” has more than 50 MB: split it');
    await app.host.runCommand('import', { path: 'logo.png' });
    expect(app.panel.text).toContain('“logo.png” is no list of shapes');

    await using empty = await open({});
    expect(empty.panel.find('Empty').props.title).toBe('No lists of shapes');
    expect(empty.panel.find('Button').text).toBe('Look again');
  });
});
