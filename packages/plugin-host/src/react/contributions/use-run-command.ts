import type { PluginIdentity } from '../../services.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';

/** What the user has picked. */
export interface PickedCommand {
  /** Full id of the command. */
  readonly command: string;
  /** Absent for what the app adds itself. */
  readonly plugin?: PluginIdentity | undefined;
}

/** A command threw or rejected. */
export type CommandErrorHandler = (error: unknown, picked: PickedCommand) => void;

/** Runs commands that were picked. Without a handler a failure is reported as uncaught. */
export function useRunCommand(onError: CommandErrorHandler | undefined) {
  const { commands } = usePluginHost();
  return async (picked: PickedCommand, ...args: unknown[]): Promise<void> => {
    try {
      await commands.execute(picked.command, ...args);
    } catch (error) {
      if (!onError) throw error;
      onError(error, picked);
    }
  };
}
