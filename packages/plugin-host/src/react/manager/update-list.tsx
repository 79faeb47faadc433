import { type RefObject, useRef } from 'react';
import type { AvailableUpdate } from '../../backend/backend.ts';
import { MarketplaceProblem } from '../marketplace/marketplace-problem.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CardSkeleton } from '../ui/card-skeleton.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { UpdateCard } from './update-card.tsx';
import { type UpdateRun, useUpdateAll } from './use-update-all.ts';
import type { Updates } from './use-updates.ts';

export interface UpdateListProps {
  readonly updates: Updates;
  onAnnounce(text: string): void;
  readonly onSignIn?: (() => void) | undefined;
  /** Takes the focus when the card that had it is gone. */
  readonly panelRef: RefObject<HTMLElement | null>;
}

/** The newer versions of what is installed: what they change, and how to get them. */
export function UpdateList({ updates: found, onAnnounce, onSignIn, panelRef }: UpdateListProps) {
  const { text } = useStrings();
  const { updates, loading, error, check } = found;
  const list = useRef<HTMLUListElement>(null);
  const all = useUpdateAll((updated) => {
    const [first] = updated;
    if (!first) return;
    const said =
      updated.length === 1
        ? text('update.done', { name: plainText(first.manifest.name) })
        : text('update.all.done', { count: updated.length });
    onAnnounce(said);
    // The cards of those are gone, and the focus with them.
    if (!list.current?.contains(document.activeElement)) panelRef.current?.focus();
  });

  if (error !== null && !updates) {
    return (
      <MarketplaceProblem title={text('update.failed')} error={error} onRetry={check} onSignIn={onSignIn} />
    );
  }
  if (!updates) {
    return (
      <>
        <p role="status" className="sr-only">
          {text('update.checking')}
        </p>
        <CardSkeleton />
      </>
    );
  }
  const again = (
    <Button onClick={check} busy={loading}>
      {text('update.again')}
    </Button>
  );
  const problem = error !== null && (
    <MarketplaceProblem title={text('update.failed')} error={error} onSignIn={onSignIn} />
  );
  if (updates.length === 0) {
    return (
      <div className="space-y-4">
        {problem}
        <EmptyState
          icon={<CheckIcon className="h-5 w-5" />}
          title={text('update.none')}
          text={text('update.none.text')}
        >
          {again}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="space-y-4">
      {problem}
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="me-auto text-[13px] text-neutral-700 dark:text-neutral-300">
          {all.current ? <Progress run={all.current} /> : text('update.found', { count: updates.length })}
        </p>
        {all.current && all.current.steps > 1 && (
          <Button onClick={all.stop}>{text('update.all.stop')}</Button>
        )}
        {!all.current && again}
        <Button
          variant="primary"
          onClick={() => all.run(updates)}
          busy={all.current !== null && all.current.steps > 1}
          inactive={all.current !== null}
        >
          {text('update.all')}
        </Button>
      </div>
      <ul ref={list} className="space-y-3">
        {updates.map((update) => (
          <UpdateCard
            key={update.pluginId}
            update={update}
            busy={all.current?.update.pluginId === update.pluginId}
            inactive={all.current !== null}
            fault={all.faults.get(update.pluginId)}
            onUpdate={(asked: AvailableUpdate) => all.run([asked])}
            onReload={check}
            onSignIn={onSignIn}
          />
        ))}
      </ul>
    </div>
  );
}

function Progress({ run: { update, step, steps } }: { readonly run: UpdateRun }) {
  const { elements } = useStrings();
  const name = <PluginText text={update.manifest.name} />;
  return <>{elements('update.all.progress', { step, steps, name })}</>;
}
