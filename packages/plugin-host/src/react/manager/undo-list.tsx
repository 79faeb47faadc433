import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { useEffect, useState } from 'react';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { type RemovedPlugin, restorePlugin } from './undo-uninstall.ts';

/** How long an uninstall can be undone while nobody looks at the offer. Milliseconds. */
export const UNDO_TIME = 12_000;

export interface UndoListProps {
  readonly removed: readonly RemovedPlugin[];
  /** The offer is over: taken, dismissed or too late. */
  onDone(removed: RemovedPlugin, outcome: 'restored' | 'dismissed' | 'late'): void;
}

/** What was uninstalled just now, each with a way back. The region is there before anything is in it, so that it is announced. */
export function UndoList({ removed, onDone }: UndoListProps) {
  return (
    // In sight wherever in a long list the plugin was.
    <div role="status" className={removed.length > 0 ? 'sticky top-16 z-10 mb-4 space-y-2' : ''}>
      {removed.map((one) => (
        <UndoBar key={one.manifest.id} removed={one} onDone={onDone} />
      ))}
    </div>
  );
}

interface UndoBarProps {
  readonly removed: RemovedPlugin;
  onDone: UndoListProps['onDone'];
}

function UndoBar({ removed, onDone }: UndoBarProps) {
  const { registry } = usePluginHost();
  const { text } = useStrings();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string | null }>({
    busy: false,
    error: null,
  });
  const name = plainText(removed.manifest.name, 100);
  const held = hovered || focused || state.busy;

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDone(removed, 'late'), UNDO_TIME);
    return () => clearTimeout(timer);
  }, [held, removed, onDone]);

  const undo = async () => {
    setState({ busy: true, error: null });
    try {
      await restorePlugin(registry, removed);
      onDone(removed, 'restored');
    } catch (error) {
      setState({ busy: false, error: errorMessage(error) });
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering keeps the offer, and does nothing else
    <div
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="flex flex-wrap items-center gap-2 rounded-lg border border-neutral-300 bg-neutral-50 px-3.5 py-2 text-[13px] shadow-md dark:border-neutral-700 dark:bg-neutral-800"
    >
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p className="line-clamp-3">{text('undo.text', { name })}</p>
        {state.error && (
          <p className="text-red-800 dark:text-red-300">
            {text('undo.failed', { name })}: {plainText(state.error)}
          </p>
        )}
      </div>
      <Button
        onClick={undo}
        busy={state.busy}
        aria-label={state.busy ? undefined : text('undo.of', { name })}
      >
        {text(state.busy ? 'undo.busy' : 'undo.undo')}
      </Button>
      <Button variant="ghost" onClick={() => onDone(removed, 'dismissed')} inactive={state.busy}>
        {text('undo.dismiss')}
      </Button>
    </div>
  );
}
