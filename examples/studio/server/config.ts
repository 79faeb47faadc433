import { fileURLToPath } from 'node:url';
import { type AiConfig, readAiConfig } from './ai-config.ts';
import { StartupError } from './startup-error.ts';

export interface StudioConfig {
  /** 0 lets the system choose. */
  readonly port: number;
  /** A PostgreSQL server, in place of the data directory. */
  readonly databaseUrl: string | undefined;
  /** What sessions are signed with, in place of a secret of the database's own. */
  readonly sessionSecret: string | undefined;
  /** Database and lock. */
  readonly dataDirectory: string;
  /** The built client. */
  readonly clientDirectory: string;
  /** Folders with a `plugin.json` and a built bundle each. */
  readonly pluginsDirectory: string;
  /** Addresses and CIDR ranges that plugins may send requests to although they are not public. */
  readonly allowPrivate: readonly string[];
  /** What answers the questions of plugins, in place of the client's own rules. */
  readonly ai: AiConfig | undefined;
}

/** A shorter one can be guessed. */
const SHORTEST_SECRET = 32;

/**
 * Reads `PORT`, `DATABASE_URL`, `SESSION_SECRET`, `DATA_DIR`, `PLUGINS_DIR`, `ALLOW_PRIVATE` and those of {@link readAiConfig};
 * everything else lies where the repository has it.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): StudioConfig {
  const port = env.PORT || '5180';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new StartupError(`PORT is “${port}”: set it to a number from 0 to 65535.`);
  }
  const sessionSecret = env.SESSION_SECRET || undefined;
  if (sessionSecret !== undefined && sessionSecret.length < SHORTEST_SECRET) {
    throw new StartupError(`SESSION_SECRET is too short: set it to at least ${SHORTEST_SECRET} characters.`);
  }
  const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  return {
    port: Number(port),
    databaseUrl: env.DATABASE_URL || undefined,
    sessionSecret,
    dataDirectory: env.DATA_DIR || beside('../.data'),
    clientDirectory: beside('../dist'),
    pluginsDirectory: env.PLUGINS_DIR || beside('../../plugins'),
    allowPrivate: env.ALLOW_PRIVATE?.split(/[\s,]+/).filter(Boolean) ?? [],
    ai: readAiConfig(env),
  };
}
