import type { ProgressReport } from '@fluxstudio/plugin-protocol/api/ui';
import { type ReactNode, useState } from 'react';
import type { DialogCall, InputRequest, InteractionService, PickRequest } from '../../services.ts';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';
import { type EntryStore, useEntries } from '../use-entries.ts';
import type { ShownTask } from './progress-stack.tsx';

const loadDialogs = () => import('./interaction-dialogs.tsx').then((part) => part.INTERACTION_DIALOGS);

interface Asked extends DialogCall {
  readonly id: number;
}

type Question =
  | (Asked & {
      readonly kind: 'pick';
      readonly request: PickRequest;
      answer(picked: readonly string[] | null): void;
    })
  | (Asked & { readonly kind: 'input'; readonly request: InputRequest; answer(text: string | null): void });

/**
 * What plugins ask the user by `ui.showQuickPick`, `ui.showInputBox` and `ui.withProgress`: the service for the host, and the element
 * that shows it. The service stays the same at every render. One question is shown at a time; stopping its plugin withdraws it, and
 * unmounting withdraws all.
 *
 * @example
 * const [interactions, interactionElement] = useInteractions();
 * // createPluginHost({ services: { interactions, … } }), and in the JSX: {interactionElement}
 */
export function useInteractions(): readonly [InteractionService, ReactNode] {
  const [questions, asked] = useEntries<Question>();
  const [tasks, shown] = useEntries<ShownTask>();
  const [service] = useState(() => createService(questions, tasks));
  const first = asked[0];
  const part = usePart(loadDialogs, first !== undefined || shown.length > 0);
  const element = part.status !== 'loading' && (
    <PartView part={part}>
      {({ InputBox, ProgressStack, QuickPick }) => (
        <>
          {first?.kind === 'pick' && <QuickPick key={first.id} {...first} />}
          {first?.kind === 'input' && <InputBox key={first.id} {...first} />}
          <ProgressStack tasks={shown} />
        </>
      )}
    </PartView>
  );
  return [service, element];
}

function createService(
  questions: EntryStore<Question>,
  tasks: EntryStore<ShownTask>,
): Required<InteractionService> {
  return {
    pick: (request, call) =>
      new Promise((resolve) => {
        const remove = questions.add(
          (id) => ({
            kind: 'pick',
            ...call,
            id,
            request,
            answer(picked) {
              resolve(picked);
              remove();
            },
          }),
          call.signal,
          () => resolve(null),
        );
      }),
    input: (request, call) =>
      new Promise((resolve) => {
        const remove = questions.add(
          (id) => ({
            kind: 'input',
            ...call,
            id,
            request,
            answer(text) {
              resolve(text);
              remove();
            },
          }),
          call.signal,
          () => resolve(null),
        );
      }),
    progress({ title, cancellable = false, cancel }, { plugin, signal }) {
      let shownAs = 0;
      const close = tasks.add(
        (id) => {
          shownAs = id;
          return {
            id,
            plugin,
            title,
            report: {},
            cancel: cancellable ? cancel : undefined,
            hide: () => close(),
          };
        },
        signal,
        () => undefined,
      );
      return {
        report: (report: ProgressReport) =>
          tasks.update(shownAs, (task) => ({ ...task, report: { ...task.report, ...report } })),
        close,
      };
    },
  };
}
