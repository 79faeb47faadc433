// The studio with somebody in it who has projects, a board and plugins. For pictures; its server runs TypeScript as it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStudioProcess } from '../examples/studio/e2e/support/studio-process.ts';
import { DEMO_ACCOUNTS } from '../examples/studio/server/demo-accounts.ts';

const PLUGINS = ['color-palette', 'board-tools', 'project-statistics', 'dark-themes'];
const PROJECTS = [
  ['Poster', 'illustration'],
  ['Opening slides', 'presentation'],
  ['Shop window', 'web'],
];
const TIMES = { start: 0, duration: 120 };
const SHAPES = [
  { id: 'sky', kind: 'rect', x: 80, y: 80, width: 480, height: 640, color: '#312e81' },
  { id: 'sun', kind: 'ellipse', x: 200, y: 180, width: 240, height: 240, color: '#fbbf24' },
  { id: 'sea', kind: 'rect', x: 80, y: 520, width: 480, height: 200, color: '#0e7490' },
  {
    id: 'name',
    kind: 'text',
    x: 640,
    y: 200,
    width: 420,
    height: 64,
    color: '#be185d',
    text: 'Summer in the city',
  },
  {
    id: 'dates',
    kind: 'text',
    x: 640,
    y: 300,
    width: 420,
    height: 48,
    color: '#0f766e',
    text: '12 to 14 June',
  },
  { id: 'seal', kind: 'ellipse', x: 900, y: 520, width: 160, height: 160, color: '#db2777' },
].map((shape, index) => ({ ...TIMES, ...shape, start: 10 * index }));

/** Starts it, and tells the pages there are, by name. */
export async function openStudioPages() {
  const folder = mkdtempSync(join(tmpdir(), 'flux-pictures-'));
  const studio = await startStudioProcess(join(folder, 'data'));
  const close = async () => {
    await studio.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const send = async (path, body, { method = 'POST', ...headers } = {}) => {
    const answer = await fetch(`${studio.url}/api${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  try {
    const [{ email, password }] = DEMO_ACCOUNTS;
    const session = await send('/auth/login', { email, password });
    const authorised = { Authorization: `Bearer ${session.token}` };
    const { plugins } = await send('/plugins/marketplace', undefined, { method: 'GET', ...authorised });
    for (const id of PLUGINS) {
      const { manifest } = plugins.find((plugin) => plugin.id === id);
      await send('/plugins/install', { manifest, permissions: manifest.permissions }, authorised);
      await send(`/plugins/${id}/activate`, {}, authorised);
    }
    let board;
    for (const [name, type] of PROJECTS) {
      const { project } = await send('/projects', { name, type }, authorised);
      board ??= project.id;
    }
    const first = { method: 'PUT', 'If-Match': '"0"', ...authorised };
    await send(`/projects/${board}/board`, { shapes: SHAPES }, first);

    return {
      close,
      /** A page of it as its user sees it, in a theme of the studio or of a plugin. */
      async open(browser, name, { theme, pluginTheme, viewport }) {
        const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
        const page = await context.newPage();
        const stored = {
          'studio-session': JSON.stringify(session),
          'studio-theme': theme,
          ...(pluginTheme === undefined ? {} : { 'studio-plugin-theme': pluginTheme }),
        };
        await page.addInitScript((items) => {
          for (const [key, value] of Object.entries(items)) localStorage.setItem(key, value);
        }, stored);
        await page.goto(`${studio.url}${name === 'board' ? `/projects/${board}` : `/${name}`}`);
        await READY[name](page);
        return page;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What is there when a page shows all of itself. */
const READY = {
  projects: (page) => page.getByRole('button', { name: 'Poster' }).waitFor(),
  plugins: (page) => page.getByRole('listitem').filter({ hasText: 'Color Palette' }).waitFor(),
  settings: (page) => page.getByText('Polar night').waitFor(),
  async board(page) {
    const shapes = page.getByRole('listbox', { name: 'Board' }).getByRole('option');
    await shapes.filter({ hasText: 'Summer in the city' }).click();
    await shapes.filter({ hasText: '12 to 14 June' }).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Statistics' }).waitFor();
    await page.getByRole('toolbar', { name: 'Board tools of plugins' }).waitFor();
    await page.mouse.move(0, 0);
  },
};
