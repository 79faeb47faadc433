import { createTestHost, type TestPanel } from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it } from 'vitest';
import { boardNamespace } from '../../../studio/client/src/board/board-namespace.ts';
import { createBoardStore } from '../../../studio/client/src/board/board-store.ts';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from './main.ts';

const rect = { kind: 'rect', x: 0, y: 0, width: 10, height: 10, color: '#ff0000' } as const;
const project = (id: string, name: string) => {
  const createdAt = '2026-01-02T00:00:00Z';
  return { id, name, type: 'design', createdAt, updatedAt: createdAt };
};

/** The plugin, with the studio's own board. */
async function open() {
  const store = createBoardStore();
  store.add(rect);
  const host = await createTestHost({
    plugin,
    manifest,
    namespaces: [boardNamespace(async () => store)],
    services: {
      projects: { getAll: async () => [project('p2', 'Poster'), project('p1', 'Album')] },
      files: {
        list: async (path) =>
          path === 'assets'
            ? [{ name: 'logo.png', path: 'assets/logo.png', type: 'file', size: 20 }]
            : [{ name: 'assets', path: 'assets', type: 'directory' }],
      },
    },
  });
  const panel = await host.openPanel('dashboard');
  return { host, store, panel, [Symbol.asyncDispose]: () => host.dispose() };
}

const chartsOf = (panel: TestPanel) =>
  panel.findAll('Chart').map(({ props }) => [props.type, props.label, props.labels, props.series]);
const firstCells = (panel: TestPanel) => {
  const { rows } = panel.find('Table').props;
  return Array.isArray(rows) ? rows.map(({ cells }) => Object.values(cells)[0]) : [];
};
const reads = (calls: readonly { method: string }[], method: string) =>
  calls.filter((call) => call.method === method).length;

describe('the dashboard', () => {
  it('shows what is on the board, and reads nothing else', async () => {
    await using app = await open();
    expect(chartsOf(app.panel)).toEqual([
      ['pie', 'Shapes by kind', ['rect'], [{ name: 'Shapes', values: [1] }]],
      ['bar', 'Shapes by colour', ['#ff0000'], [{ name: 'Shapes', values: [1] }]],
    ]);
    expect(app.host.calls).toEqual([]);
  });

  it('shows files and projects in their tabs', async () => {
    await using app = await open();
    await app.panel.find('Tabs').change('files');
    expect(app.panel.find('Text', '1 file, 20 bytes').props.live).toBe('polite');
    expect(firstCells(app.panel)).toEqual(['assets/logo.png']);
    await app.panel.find('Tabs').change('projects');
    expect(chartsOf(app.panel)[0]).toEqual([
      'line',
      'Projects over time',
      ['2026-01'],
      [{ name: 'Projects', values: [2] }],
    ]);
  });

  it('sorts the table, and has it sorted when it is opened again', async () => {
    await using app = await open();
    await app.panel.find('Tabs').change('projects');
    expect(firstCells(app.panel)).toEqual(['Poster', 'Album']);
    await app.panel.find('Table').send('sort', { column: 'name', descending: false });
    expect(firstCells(app.panel)).toEqual(['Album', 'Poster']);
    await app.panel.close();
    const again = await app.host.openPanel('dashboard');
    expect(again.find('Tabs').props.value).toBe('projects');
    expect(firstCells(again)).toEqual(['Album', 'Poster']);
  });

  it('follows what the app says, in the tab that is seen, and catches up in the others', async () => {
    await using app = await open();
    await app.host.emitEvent('projects:changed');
    expect(reads(app.host.calls, 'projects.getAll')).toBe(0);
    app.store.add({ ...rect, kind: 'ellipse' });
    expect(app.panel.text).toContain('1 shape');
    await app.host.emitEvent('board:changed');
    expect(app.panel.text).toContain('2 shapes');

    await app.panel.setVisible(false);
    app.store.add(rect);
    await app.host.emitEvent('board:changed');
    expect(app.panel.text).toContain('2 shapes');
    await app.panel.setVisible(true);
    expect(app.panel.text).toContain('3 shapes');
  });

  it('is refreshed by its button', async () => {
    await using app = await open();
    app.store.add(rect);
    await app.panel.find('Button', 'Refresh').press();
    expect(app.panel.text).toContain('2 shapes');
  });

  it('listens no longer when it is closed', async () => {
    await using app = await open();
    await app.panel.find('Tabs').change('projects');
    await app.panel.close();
    await app.host.emitEvent('projects:changed');
    expect(reads(app.host.calls, 'projects.getAll')).toBe(1);
  });

  it('says why there is nothing, and shows it when there is', async () => {
    await using app = await open();
    await app.host.revoke('board');
    await app.panel.find('Button', 'Refresh').press();
    expect(app.panel.find('Empty').props.description).toMatch(/board/);
    expect(app.panel.findAll('Chart')).toEqual([]);
    await app.host.grant('board');
    await app.panel.find('Button', 'Refresh').press();
    expect(app.panel.findAll('Chart')).toHaveLength(2);
  });
});
