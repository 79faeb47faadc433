import type { ProgressReport, ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { ContributionList } from '../contributions/contribution-list.ts';
import { createDialogAllowance } from '../limits/dialog-allowance.ts';
import type { PanelLayout } from '../panels/panel-layout.ts';
import type {
  InteractionService,
  ModalCall,
  ModalService,
  PanelDrawing,
  PanelEntry,
  ShownProgress,
  UiDocument,
} from '../services.ts';
import { offered, serviceCall } from './bind-service.ts';
import { coalesce } from './coalesce.ts';
import type { PluginScope } from './plugin-scope.ts';

/** Milliseconds between two reports of a progress that reach the app: more are not seen. */
const REPORT_INTERVAL = 50;

/** Questions of one plugin that wait for the user at once: dialogs that come one after the other hide the app, and other plugins' own. */
const MAX_WAITING = 3;

interface Interactions
  extends Pick<
    HostSide<typeof ui>,
    'showQuickPick' | 'showInputBox' | 'startProgress' | 'reportProgress' | 'revealPanel'
  > {
  showModal(
    content: UiDocument | PanelDrawing | undefined,
    how: Pick<ModalCall, 'mayFocus' | 'title'>,
  ): Promise<unknown>;
}

export interface InteractionParts {
  readonly modals: ModalService | undefined;
  readonly interactions: InteractionService | undefined;
  readonly panels: Pick<ContributionList<PanelEntry>, 'get' | 'getSnapshot'>;
  loadPanelLayout(): Promise<PanelLayout>;
  /** Whether the user types in something of the app right now. */
  isTyping(): boolean;
}

/** What one plugin asks its user. Everything is closed when the plugin stops. */
export function bindInteractions(
  { modals, interactions: service, panels, loadPanelLayout, isTyping }: InteractionParts,
  scope: PluginScope,
  dialogsPerMinute: number,
): Interactions {
  const { clock, onError, own, waitForUser } = scope;
  const takeDialog = createDialogAllowance(dialogsPerMinute, clock);
  const shown = new Map<number, ProgressFeed>();
  let waiting = 0;
  let lastId = 0;

  const dialogCall = () => ({ ...serviceCall(scope), mayFocus: !isTyping() });

  const need = <K extends keyof InteractionService>(key: K, method: string) => {
    offered(service, key, method);
    takeDialog(method);
    return service as Required<Pick<InteractionService, K>>;
  };

  const ask = async <T>(method: string, open: () => T | Promise<T>): Promise<T> => {
    if (waiting >= MAX_WAITING) {
      const message = `${method}: ${MAX_WAITING} questions already wait for the user: ask again when one is answered`;
      throw new PluginError('LIMIT_EXCEEDED', message);
    }
    waiting++;
    try {
      return await waitForUser(Promise.resolve(open()));
    } finally {
      waiting--;
    }
  };

  return {
    async showQuickPick(items, { multiple = false, ...options }) {
      const request = { ...options, items, multiple };
      const method = 'ui.showQuickPick';
      const picked = await ask(method, () => need('pick', method).pick(request, dialogCall()));
      if (!picked) return null;
      return multiple ? [...picked] : (picked[0] ?? null);
    },

    async showModal(content, how) {
      const method = 'ui.showModal';
      return ask(method, () => {
        if (content && !('html' in content)) {
          const draw = offered<NonNullable<ModalService['draw']>>(modals, 'draw', method);
          takeDialog(method);
          return draw.call(modals, content, { ...serviceCall(scope), ...how });
        }
        const show = offered<NonNullable<ModalService['show']>>(modals, 'show', method);
        takeDialog(method);
        return show.call(modals, content, { ...serviceCall(scope), ...how });
      });
    },

    async showInputBox(options) {
      const method = 'ui.showInputBox';
      return ask(method, () => need('input', method).input(options, dialogCall()));
    },

    async startProgress(options, onCancel) {
      const id = ++lastId;
      try {
        const request = { ...options, cancel: () => onCancel.notify() };
        const progress = await need('progress', 'ui.startProgress').progress(request, serviceCall(scope));
        const feed = createFeed(progress, clock, onError);
        let end: () => void = () => undefined;
        const over = new Promise<void>((resolve) => {
          end = resolve;
        });
        const ended = own({
          dispose() {
            shown.delete(id);
            feed.close();
            onCancel.release();
            end();
          },
        });
        // The user sees that it takes its time: a command may last as long as the progress that it shows.
        void waitForUser(over);
        shown.set(id, { ...feed, close: () => ended.dispose() });
        return id;
      } catch (error) {
        onCancel.release();
        throw error;
      }
    },

    async revealPanel(id) {
      const method = 'ui.revealPanel';
      const panel = panels.get(qualifyName(scope.identity.id, id));
      if (!panel) throw new PluginError('NOT_FOUND', `${method}: ${scope.identity.id} has no panel ${id}`);
      if (!panels.getSnapshot().includes(panel)) {
        const message = `${method}: ${panel.id} is not shown, because its “when” does not hold`;
        throw new PluginError('INVALID_STATE', message);
      }
      takeDialog(method);
      // Before anything is waited for: what the user does meanwhile is for something else.
      const mayFocus = scope.gesture.isOpen();
      await (await loadPanelLayout()).reveal({ panel, mayFocus });
    },

    reportProgress(id, report) {
      const progress = shown.get(id);
      if (report) progress?.report(report);
      else progress?.close();
    },
  };
}

interface ProgressFeed {
  report(progress: ProgressReport): void;
  close(): void;
}

/** Reports to the app as often as a person can see; the newest of each part wins. */
function createFeed(
  progress: ShownProgress,
  clock: PluginScope['clock'],
  onError: (error: unknown) => void,
): ProgressFeed {
  let waiting: ProgressReport = {};
  const attempt = (step: () => void) => {
    try {
      step();
    } catch (error) {
      onError(error);
    }
  };
  const send = coalesce(
    () => {
      const report = waiting;
      waiting = {};
      attempt(() => progress.report(report));
    },
    REPORT_INTERVAL,
    clock,
  );
  return {
    report(next) {
      waiting = { ...waiting, ...next };
      send.changed();
    },
    close() {
      send.dispose();
      attempt(() => progress.close());
    },
  };
}
