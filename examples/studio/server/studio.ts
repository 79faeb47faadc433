import { createPluginServer } from '@fluxstudio/plugin-server';
import type { Request } from 'express';
import { createAiEndpoint } from './ai-endpoint.ts';
import { createApp } from './app.ts';
import { createAuthLimits } from './auth-limits.ts';
import { createBoardStore } from './boards.ts';
import type { StudioConfig } from './config.ts';
import { openEmbeddedDatabase, openSharedDatabase } from './database.ts';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { createFileStore } from './files.ts';
import { listen } from './http-listener.ts';
import { findScreenshots, screenshotListings } from './plugin-screenshots.ts';
import { createProjectStore } from './projects.ts';
import { readSessionSecret } from './session-secret.ts';
import { createSessions } from './sessions.ts';
import { createUserStore } from './users.ts';

export interface Studio {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the studio. When a step fails, those before it are undone and the error is passed on. */
export async function startStudio(config: StudioConfig): Promise<Studio> {
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const db = config.databaseUrl
      ? await openSharedDatabase(config.databaseUrl)
      : await openEmbeddedDatabase(config.dataDirectory);
    undo.push(() => db.close());
    const users = createUserStore(db);
    await users.seed(DEMO_ACCOUNTS);

    const plugins = createPluginServer({
      db: db.option,
      authenticate: (_request, native) => userOf(native),
      network: { allowPrivate: config.allowPrivate },
    });
    undo.push(() => plugins.close());
    await plugins.migrate();
    const screenshots = findScreenshots(config.pluginsDirectory);
    await plugins.seedMarketplace(config.pluginsDirectory, { listings: screenshotListings(screenshots) });

    const secret = config.sessionSecret
      ? new TextEncoder().encode(config.sessionSecret)
      : await readSessionSecret(db);
    const app = createApp({
      users,
      sessions: createSessions(secret),
      authLimits: createAuthLimits(),
      projects: createProjectStore(db),
      files: createFileStore(db),
      boards: createBoardStore(db),
      ai: config.ai && createAiEndpoint(config.ai),
      plugins,
      screenshots,
      clientDirectory: config.clientDirectory,
    });
    const listener = await listen(app, config.port);
    // Together: the streams of events end when the plugin server closes, and the listener waits for them.
    undo.push(async () => void (await Promise.all([listener.close(), plugins.close()])));
    return { url: listener.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Who asks, out of Express' request: the studio's own middleware has checked the token before. */
function userOf(native: unknown): { userId: string } | null {
  const { user } = native as Request;
  return user ? { userId: user.id } : null;
}
