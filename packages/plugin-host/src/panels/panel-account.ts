import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { invalidPanel } from './check-element.ts';
import { type AccountLimits, PLUGIN_LIMITS } from './panel-limits.ts';

/** What is held of limits, and done within them: by one panel, or by all open panels of a plugin together. */
export interface PanelAccount {
  readonly nodes: number;
  readonly bytes: number;
  readonly characters: number;
  /** There is more of it now, or less. */
  add(nodes: number, bytes: number, characters: number): void;
  /** @throws PluginError `INVALID_PANEL` where there is more than may be */
  check(): void;
  /** @throws PluginError `INVALID_PANEL` where that is too much for the time */
  take(operations: number): void;
}

/** What the open panels of one plugin share. */
export interface PluginShare {
  readonly account: PanelAccount;
  /** Bytes of what elements are asked to do that are not drawn yet. */
  waiting: number;
}

export function createPluginShare(clock: Pick<Clock, 'now'>): PluginShare {
  return { account: createAccount(PLUGIN_LIMITS, clock, ' in all open panels of the plugin'), waiting: 0 };
}

/** @param whose where it is not one panel’s */
export function createAccount(
  limits: AccountLimits,
  clock: Pick<Clock, 'now'>,
  whose: '' | ` in ${string}` = '',
): PanelAccount {
  const rate = createTokenBucket(limits.operationsPerSecond, limits.operationsBurst, clock);
  const account = {
    nodes: 0,
    bytes: 0,
    characters: 0,
    add(nodes: number, bytes: number, characters: number) {
      account.nodes += nodes;
      account.bytes += bytes;
      account.characters += characters;
    },
    check() {
      if (account.nodes > limits.nodes)
        throw tooMuch(`${limits.nodes} nodes${whose}, of which a field is ten: use a List or a Table`);
      if (account.bytes > limits.bytes)
        throw tooMuch(`${limits.bytes / 1024 / 1024} MB of texts, properties and canvases${whose}`);
      if (account.characters > limits.characters)
        throw tooMuch(`${limits.characters} characters outside of lists and tables${whose}`);
    },
    take(operations: number) {
      if (!rate.tryTake(operations))
        throw tooMuch(`${limits.operationsPerSecond} operations in a second${whose}: change less at once`);
    },
  };
  return account;
}

export function tooMuch(what: string): Error {
  return invalidPanel(`More than ${what}`);
}
