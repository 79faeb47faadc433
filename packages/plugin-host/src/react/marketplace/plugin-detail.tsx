import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import { useId, useRef } from 'react';
import type { MarketplaceEntry } from '../../backend/backend.ts';
import { NameWarning } from '../consent/name-warning.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { usePlugin } from '../use-plugins.ts';
import { MarketplaceBadges } from './marketplace-badges.tsx';
import {
  type InstallActions,
  InstallFault,
  MarketplaceInstallButton,
} from './marketplace-install-button.tsx';
import { MarketplaceProblem } from './marketplace-problem.tsx';
import { PluginDetailAbout } from './plugin-detail-about.tsx';
import { PluginDetailFacts } from './plugin-detail-facts.tsx';
import { PluginDetailPermissions } from './plugin-detail-permissions.tsx';
import { PluginDetailVersions } from './plugin-detail-versions.tsx';
import { PluginPicturesProvider } from './plugin-pictures-provider.tsx';
import { RatingPanel } from './rating-panel.tsx';
import type { InstallState } from './use-marketplace-install.ts';
import { usePluginDetail } from './use-plugin-detail.ts';

export interface PluginDetailProps {
  /** What is known of it already: shown until there is more. */
  readonly entry: MarketplaceEntry;
  /** How its install is going. */
  readonly state: InstallState | undefined;
  readonly actions: InstallActions;
  readonly trustedImageHosts?: readonly string[] | undefined;
  onClose(): void;
}

/** All there is to know about a listed plugin, in a dialog. The focus starts on the button that closes it. */
export function PluginDetail({ entry, state, actions, trustedImageHosts, onClose }: PluginDetailProps) {
  const { text, elements } = useStrings();
  const nameId = useId();
  const close = useRef<HTMLButtonElement>(null);
  const { detail, error, retry, setRating } = usePluginDetail(entry.id);
  const shown = detail ?? entry;
  const { manifest } = shown;
  const installed = usePlugin(manifest.id);
  const publisher = detail?.publisher ?? manifest.author?.name;
  const own: InstallActions = {
    ...actions,
    reload() {
      actions.reload();
      retry();
    },
  };

  return (
    <Modal
      label={text('detail.open', { name: plainText(manifest.name, 100) })}
      onDismiss={onClose}
      initialFocus={close}
      dismissOnBackdrop
      className="max-w-4xl"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="space-y-3 border-b border-neutral-200 px-5 py-4 dark:border-neutral-800">
          <div className="flex items-start gap-4">
            <PluginIcon plugin={manifest} className="h-14 w-14 rounded-xl text-2xl" />
            <div className="min-w-0 flex-1">
              <h2 id={nameId} className="line-clamp-2 text-lg font-semibold leading-6">
                <PluginText text={manifest.name} />
              </h2>
              <div className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px] text-neutral-600 dark:text-neutral-400">
                {publisher && (
                  <span className="line-clamp-2 min-w-0">
                    {elements('detail.by', { name: <PluginText text={publisher} /> })}
                  </span>
                )}
                <MarketplaceBadges entry={shown} />
              </div>
              <div className="mt-3">
                <MarketplaceInstallButton
                  manifest={manifest}
                  installed={installed !== undefined}
                  state={state}
                  actions={own}
                  nameId={nameId}
                />
              </div>
            </div>
            <Button
              buttonRef={close}
              variant="ghost"
              onClick={onClose}
              aria-label={text('manager.close')}
              icon={<CloseIcon />}
              className="-me-2 -mt-1 w-8 !px-0"
            />
          </div>
          <NameWarning plugin={manifest} />
          {!installed && <InstallFault manifest={manifest} state={state} actions={own} />}
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it, and nothing in it may take the focus */}
        <section tabIndex={0} className={SCROLLER} aria-labelledby={nameId}>
          {error !== null && (
            <div className="mb-5">
              <MarketplaceProblem
                title={text(errorCode(error) === 'NOT_FOUND' ? 'detail.gone' : 'detail.failed')}
                error={error}
                onRetry={retry}
                onSignIn={actions.signIn}
              />
            </div>
          )}
          <div className="grid gap-x-8 gap-y-6 md:grid-cols-[minmax(0,1fr)_17rem]">
            <PluginPicturesProvider trustedHosts={trustedImageHosts}>
              <PluginDetailAbout entry={shown} detail={detail} failed={error !== null} />
            </PluginPicturesProvider>
            <div className="min-w-0 space-y-6">
              <RatingPanel
                entry={shown}
                detail={detail}
                installed={installed !== undefined}
                onRated={setRating}
              />
              <PluginDetailFacts entry={shown} detail={detail} />
              <PluginDetailPermissions manifest={manifest} />
              {detail && <PluginDetailVersions detail={detail} installed={installed?.manifest.version} />}
            </div>
          </div>
        </section>
      </div>
    </Modal>
  );
}

const SCROLLER =
  'min-h-0 flex-1 overflow-y-auto px-5 py-5 focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 ' +
  'focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400';
