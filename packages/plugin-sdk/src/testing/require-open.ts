import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PanelStatus, PanelView, WebviewStatus } from './host-source.ts';

/** @throws what has stopped it */
export function requireNotStopped(status: PanelStatus | WebviewStatus): void {
  if (status.state === 'stopped') throw status.error;
}

/** @throws what has stopped it, and PluginError `DISPOSED` for one that is closed */
export function requireOpen(view: Pick<PanelView, 'getSnapshot'>): void {
  const status = view.getSnapshot();
  requireNotStopped(status);
  if (status.state === 'closed')
    throw new PluginError('DISPOSED', 'The panel is closed: nobody sees it any more');
}
