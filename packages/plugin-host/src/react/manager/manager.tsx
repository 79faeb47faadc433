import { INSTALLED_STRINGS } from '../strings/installed-strings.ts';
import { MARKETPLACE_STRINGS } from '../strings/marketplace-strings.ts';
import { MoreStrings } from '../strings/use-strings.tsx';
import { ManagerView } from './manager-view.tsx';
import type { PluginManagerProps } from './plugin-manager.tsx';

const STRINGS = { ...MARKETPLACE_STRINGS, ...INSTALLED_STRINGS };

/** The manager with the texts that only it needs. */
export function Manager(props: Omit<PluginManagerProps, 'className'>) {
  return (
    <MoreStrings defaults={STRINGS}>
      <ManagerView {...props} />
    </MoreStrings>
  );
}
