import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { isStale, MarketplaceProblem } from './marketplace-problem.tsx';
import type { InstallState } from './use-marketplace-install.ts';

/** What can be done about the install of a listed plugin. The same object at each render. */
export interface InstallActions {
  install(manifest: PluginManifest): void;
  cancel(pluginId: string): void;
  dismiss(pluginId: string): void;
  /** Reads the marketplace again. */
  reload(): void;
  readonly signIn?: (() => void) | undefined;
}

export interface MarketplaceInstallButtonProps {
  readonly manifest: PluginManifest;
  readonly installed: boolean;
  readonly state: InstallState | undefined;
  readonly actions: InstallActions;
  /** Id of the plugin's name. */
  readonly nameId: string;
}

/** Installs a plugin, says how far that has come, and why it failed. One button through all of it, so that the focus stays. */
export function MarketplaceInstallButton(props: MarketplaceInstallButtonProps) {
  const { manifest, installed, state, actions, nameId } = props;
  const { text } = useStrings();
  const busy = state !== undefined && state.phase !== 'failed' && !installed;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        variant={installed ? 'secondary' : 'primary'}
        icon={installed ? <CheckIcon className="h-3.5 w-3.5" /> : undefined}
        inactive={installed}
        busy={busy}
        onClick={() => actions.install(manifest)}
        aria-describedby={nameId}
      >
        {text(labelOf(installed, state))}
      </Button>
      {busy && <InstallProgress state={state} onCancel={() => actions.cancel(manifest.id)} />}
    </div>
  );
}

function labelOf(installed: boolean, state: InstallState | undefined) {
  if (installed) return 'install.installed';
  if (state?.phase === 'installing') return 'install.installing';
  return state?.phase === 'preparing' ? 'install.preparing' : 'install.install';
}

interface InstallProgressProps {
  readonly state: InstallState;
  onCancel(): void;
}

/** What of several plugins is being installed. What one plugin does cannot be stopped half-way. */
function InstallProgress({ state, onCancel }: InstallProgressProps) {
  const { text, elements } = useStrings();
  const several = state.phase === 'installing' && state.steps > 1;
  if (state.phase !== 'preparing' && !several) return null;
  return (
    <>
      <Button variant="ghost" onClick={onCancel}>
        {text('install.cancel')}
      </Button>
      {several && (
        <div className="basis-full">
          <p role="status" className="line-clamp-2 text-xs text-neutral-600 dark:text-neutral-400">
            {elements('install.step', {
              step: state.step,
              steps: state.steps,
              name: <PluginText text={state.name} />,
            })}
          </p>
          <div
            aria-hidden="true"
            className="mt-1 h-1 overflow-hidden rounded-full bg-neutral-200 dark:bg-neutral-800"
          >
            <div
              className="h-full rounded-full bg-neutral-900 transition-[width] motion-reduce:transition-none dark:bg-neutral-100"
              style={{ width: `${((state.step - 0.5) / state.steps) * 100}%` }}
            />
          </div>
        </div>
      )}
    </>
  );
}

export type InstallFaultProps = Pick<MarketplaceInstallButtonProps, 'manifest' | 'state' | 'actions'>;

/** Why an install failed, and what to do about it. */
export function InstallFault({ manifest, state, actions }: InstallFaultProps) {
  const { text } = useStrings();
  if (state?.phase !== 'failed') return null;
  const stale = isStale(state.error);
  const again = () => {
    if (!stale) return actions.install(manifest);
    actions.dismiss(manifest.id);
    actions.reload();
  };
  return (
    <MarketplaceProblem
      title={text('install.failed')}
      error={state.error}
      onRetry={again}
      retryLabel={text(stale ? 'install.reload' : 'part.retry')}
      onSignIn={actions.signIn}
    />
  );
}
