import { fileURLToPath } from 'node:url';
import { StartupError } from './startup-error.ts';

export interface StudioConfig {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Database, session secret, lock. */
  readonly dataDirectory: string;
  /** The built client. */
  readonly clientDirectory: string;
  /** Folders with a `plugin.json` and a built bundle each. */
  readonly pluginsDirectory: string;
  /** Addresses and CIDR ranges that plugins may send requests to although they are not public. */
  readonly allowPrivate: readonly string[];
}

/** Reads `PORT`, `DATA_DIR`, `PLUGINS_DIR` and `ALLOW_PRIVATE`; everything else lies where the repository has it. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): StudioConfig {
  const port = env.PORT || '5180';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new StartupError(`PORT is “${port}”: set it to a number from 0 to 65535.`);
  }
  const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  return {
    port: Number(port),
    dataDirectory: env.DATA_DIR || beside('../.data'),
    clientDirectory: beside('../dist'),
    pluginsDirectory: env.PLUGINS_DIR || beside('../../plugins'),
    allowPrivate: env.ALLOW_PRIVATE?.split(/[\s,]+/).filter(Boolean) ?? [],
  };
}
