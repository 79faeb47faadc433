import type { PluginServer } from '@fluxstudio/plugin-server';
import { expressPlugins } from '@fluxstudio/plugin-server/express';
import express, { type Express, type RequestHandler } from 'express';
import { answerErrors, answerNotFound } from './answer-errors.ts';
import { authRoutes } from './auth-routes.ts';
import { authenticateToken } from './authenticate-token.ts';
import { clientFiles } from './client-files.ts';
import { projectRoutes } from './project-routes.ts';
import type { ProjectStore } from './projects.ts';
import { securityHeaders } from './security-headers.ts';
import type { Sessions } from './sessions.ts';
import type { UserStore } from './users.ts';

export interface AppParts {
  readonly users: UserStore;
  readonly sessions: Sessions;
  readonly projects: ProjectStore;
  readonly plugins: PluginServer;
  readonly clientDirectory: string;
}

/** What the plugin server tells anybody: the document of the sandbox, since a frame cannot send a token, and whether it works. */
const PUBLIC: readonly string[] = ['/runtime', '/health'];

/** The studio's HTTP interface: its own API, the plugin server, the client. */
export function createApp({ users, sessions, projects, plugins, clientDirectory }: AppParts): Express {
  const authenticate = authenticateToken(sessions, users);
  const authenticatePlugins: RequestHandler = (req, res, next) =>
    ['GET', 'HEAD'].includes(req.method) && PUBLIC.includes(req.path) ? next() : authenticate(req, res, next);

  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders);
  app.use(express.json({ limit: '1mb' }));
  app.use('/api/auth', authRoutes(users, sessions));
  app.use('/api/projects', projectRoutes(projects, authenticate));
  app.use('/api/plugins', authenticatePlugins, ...expressPlugins(plugins));
  app.use('/api', answerNotFound);
  app.use(clientFiles(clientDirectory));
  app.use(answerNotFound);
  app.use(answerErrors);
  return app;
}
