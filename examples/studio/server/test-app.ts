import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPluginServer } from '@fluxstudio/plugin-server';
import { createApp } from './app.ts';
import type { AuthLimits } from './auth-limits.ts';
import { createBoardStore } from './boards.ts';
import { type Database, openEmbeddedDatabase } from './database.ts';
import { createFileStore } from './files.ts';
import { listen } from './http-listener.ts';
import { createProjectStore } from './projects.ts';
import { readSessionSecret } from './session-secret.ts';
import { createSessions } from './sessions.ts';
import { createUserStore } from './users.ts';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** The app of a test, which listens, with a database of its own. */
export interface TestApp {
  readonly url: string;
  readonly db: Database;
  /** `path` is one below `/api`. */
  call(path: string, init?: RequestInit): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Somebody new, with a project. */
  settle(name: string): Promise<{ auth: { Authorization: string }; id: string }>;
  close(): Promise<void>;
}

const NO_LIMITS: AuthLimits = { signIn: () => 0, signedIn: () => undefined, signUp: () => 0 };

export async function startTestApp(authLimits = NO_LIMITS): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'studio-test-'));
  await writeFile(join(folder, 'index.html'), '');
  const db = await openEmbeddedDatabase(join(folder, 'data'));
  const plugins = createPluginServer({ db: db.option, authenticate: () => null });
  const app = createApp({
    users: createUserStore(db),
    sessions: createSessions(await readSessionSecret(db)),
    authLimits,
    projects: createProjectStore(db),
    files: createFileStore(db),
    boards: createBoardStore(db),
    ai: undefined,
    plugins,
    screenshots: new Map(),
    clientDirectory: folder,
  });
  const listener = await listen(app, 0);

  async function call(path: string, init?: RequestInit): Promise<Answer> {
    const answer = await fetch(`${listener.url}/api${path}`, init);
    return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
  }

  const post: TestApp['post'] = (path, body, headers = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  return {
    url: listener.url,
    db,
    call,
    post,
    async settle(name) {
      const account = { name, email: `${name}@users.example`, password: 'long enough' };
      const { body } = await post('/auth/sign-up', account);
      const auth = { Authorization: `Bearer ${body.token}` };
      const { project } = (await post('/projects', { name: 'Poster', type: 'web' }, auth)).body;
      const { id } = project as { id: string };
      return { auth, id };
    },
    async close() {
      await listener.close();
      await plugins.close();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
