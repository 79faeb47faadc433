import type { HostStartup } from '../host-startup.ts';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';

export type PluginManagerTab = 'installed' | 'marketplace' | 'updates';

const loadManager = () => import('./manager.tsx').then((part) => part.Manager);

export interface PluginManagerProps {
  /** The tab to start with. `updates` is there where the back end has `listUpdates`. */
  readonly initialTab?: PluginManagerTab;
  /** How `host.start()` is doing. Left out, the installs count as loaded. */
  readonly startup?: HostStartup;
  /** The categories of the marketplace to choose from. Left out: those of the plugins that were found. */
  readonly categories?: readonly string[];
  /**
   * Other sites whose pictures in the details of a plugin are loaded at once, by exact host (`img.example`, `img.example:8443`), or `*` for
   * all. They learn who looks at a plugin. Left out: the user is asked for each plugin.
   */
  readonly trustedImageHosts?: readonly string[];
  /** Leads to where the user signs in: offered when the back end answers with status 401. */
  readonly onSignIn?: () => void;
  readonly className?: string;
}

/**
 * Everything a user does with plugins: see, start, stop, set up, update and remove the installed ones, find and install others.
 * It has no page heading of its own: put an `h1` above it. Needs a {@link PluginHostProvider} above it.
 *
 * @example
 * <PluginHostProvider host={host}>
 *   <h1>Plugins</h1>
 *   <PluginManager onSignIn={() => navigate('/sign-in')} />
 * </PluginHostProvider>
 */
export function PluginManager({ className = '', ...props }: PluginManagerProps) {
  const part = usePart(loadManager);
  return (
    <div data-flux-plugins="" className={`text-neutral-900 dark:text-neutral-100 ${className}`}>
      <PartView part={part}>{(Manager) => <Manager {...props} />}</PartView>
    </div>
  );
}
