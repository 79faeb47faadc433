// The studio with somebody in it who has projects, a board and plugins. For pictures; its server runs TypeScript as it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStudioProcess } from '../examples/studio/e2e/support/studio-process.ts';
import { DEMO_ACCOUNTS } from '../examples/studio/server/demo-accounts.ts';

const PLUGINS = ['color-palette', 'board-tools', 'project-statistics', 'dark-themes'];
/** Pictures of one plugin in use, each by a user who has no other. */
export const IN_USE = ['markdown-preview', 'ai-copilot'];
const NOTES = `# Summer in the city

A poster in **three** colours, and a page for the shop.

## To do

- [x] Sketch
- [ ] Print

| Size | Copies |
|------|-------:|
| A1   |     40 |
| A3   |    200 |

> Ink dries slowly in June.
`;
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
    const isText = typeof body === 'string';
    const answer = await fetch(`${studio.url}/api${path}`, {
      method,
      headers: { 'Content-Type': isText ? 'application/octet-stream' : 'application/json', ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  /** Gives somebody plugins, projects and a board. */
  async function equip(session, ids, projects) {
    const authorised = { Authorization: `Bearer ${session.token}` };
    const { plugins } = await send('/plugins/marketplace', undefined, { method: 'GET', ...authorised });
    for (const id of ids) {
      const { manifest } = plugins.find((plugin) => plugin.id === id);
      await send('/plugins/install', { manifest, permissions: manifest.permissions }, authorised);
      await send(`/plugins/${id}/activate`, {}, authorised);
    }
    let board;
    for (const [name, type] of projects) {
      const { project } = await send('/projects', { name, type }, authorised);
      board ??= project.id;
    }
    const first = { method: 'PUT', 'If-Match': '"0"', ...authorised };
    await send(`/projects/${board}/board`, { shapes: SHAPES }, first);
    return { session, board };
  }

  async function demoUser() {
    const [{ email, password }] = DEMO_ACCOUNTS;
    return equip(await send('/auth/login', { email, password }), PLUGINS, PROJECTS);
  }

  async function userOf(plugin) {
    const account = { name: 'Demo', email: `${plugin}@users.example`, password: 'long enough' };
    const user = await equip(await send('/auth/sign-up', account), [plugin], PROJECTS.slice(0, 1));
    const headers = { method: 'PUT', Authorization: `Bearer ${user.session.token}` };
    await send(`/projects/${user.board}/file?path=notes.md`, NOTES, headers);
    return user;
  }

  try {
    const users = new Map();
    const userFor = (name) => {
      const user = IN_USE.includes(name) ? name : 'demo';
      if (!users.has(user)) users.set(user, user === 'demo' ? demoUser() : userOf(user));
      return users.get(user);
    };

    return {
      close,
      /** A page of it as its user sees it, in a theme of the studio or of a plugin. */
      async open(browser, name, { theme, pluginTheme, viewport }) {
        const { session, board } = await userFor(name);
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
        await page.goto(
          `${studio.url}${name === 'board' || IN_USE.includes(name) ? `/projects/${board}` : `/${name}`}`,
        );
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
  async 'markdown-preview'(page) {
    await page.getByRole('button', { name: /^notes\.md/ }).click();
    const properties = page.getByRole('complementary', { name: 'Properties' });
    const preview = properties.frameLocator('iframe').frameLocator('iframe');
    await preview.getByRole('heading', { name: 'Summer in the city' }).waitFor();
  },
  async 'ai-copilot'(page) {
    await page.getByLabel('Question').fill('A palette for a calm sea');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: 'Insert on board' }).waitFor();
    await page.mouse.move(0, 0);
  },
};
