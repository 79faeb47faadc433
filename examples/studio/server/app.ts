import type { PluginServer } from '@fluxstudio/plugin-server';
import { expressPlugins } from '@fluxstudio/plugin-server/express';
import express, { type Express, type RequestHandler } from 'express';
import type { AiEndpoint } from './ai-endpoint.ts';
import { aiRoutes } from './ai-routes.ts';
import { answerErrors, answerNotFound } from './answer-errors.ts';
import type { AuthLimits } from './auth-limits.ts';
import { authRoutes } from './auth-routes.ts';
import { authenticateToken } from './authenticate-token.ts';
import { boardRoutes } from './board-routes.ts';
import type { BoardStore } from './boards.ts';
import { clientFiles } from './client-files.ts';
import { fileRoutes } from './file-routes.ts';
import type { FileStore } from './files.ts';
import { type PluginScreenshots, SCREENSHOTS_PATH, screenshotRoutes } from './plugin-screenshots.ts';
import { projectRoutes } from './project-routes.ts';
import type { ProjectStore } from './projects.ts';
import { securityHeaders } from './security-headers.ts';
import type { Sessions } from './sessions.ts';
import type { UserStore } from './users.ts';

export interface AppParts {
  readonly users: UserStore;
  readonly sessions: Sessions;
  readonly authLimits: AuthLimits;
  readonly projects: ProjectStore;
  readonly files: FileStore;
  readonly boards: BoardStore;
  readonly ai: AiEndpoint | undefined;
  readonly plugins: PluginServer;
  readonly screenshots: PluginScreenshots;
  readonly clientDirectory: string;
}

/** What the plugin server tells anybody: the document of the sandbox, since a frame cannot send a token, and whether it works. */
const PUBLIC: readonly string[] = ['/runtime', '/health'];

/** The studio's HTTP interface: its own API, the plugin server, the client. */
export function createApp({
  users,
  sessions,
  authLimits,
  projects,
  files,
  boards,
  ai,
  plugins,
  screenshots,
  clientDirectory,
}: AppParts): Express {
  const authenticate = authenticateToken(sessions, users);
  const authenticatePlugins: RequestHandler = (req, res, next) =>
    ['GET', 'HEAD'].includes(req.method) && PUBLIC.includes(req.path) ? next() : authenticate(req, res, next);

  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders);
  // PostgreSQL fails on U+0000: there is nothing of that name.
  app.use((req, res, next) => (req.path.includes('%00') ? answerNotFound(req, res, next) : next()));
  // Before what parses JSON: a file may be JSON, and stays as it is.
  app.use('/api/projects/:projectId', fileRoutes(files, authenticate));
  app.use(express.json({ limit: '1mb' }));
  app.use('/api/auth', authRoutes(users, sessions, authLimits));
  app.use('/api/projects', projectRoutes(projects, authenticate));
  app.use('/api/projects/:projectId/board', boardRoutes(boards, authenticate));
  app.use('/api/ai', aiRoutes(ai, authenticate));
  app.use('/api/plugins', authenticatePlugins, ...expressPlugins(plugins));
  app.use(SCREENSHOTS_PATH, screenshotRoutes(screenshots));
  app.use('/api', answerNotFound);
  app.use(clientFiles(clientDirectory));
  app.use(answerNotFound);
  app.use(answerErrors);
  return app;
}
