import type { ReactNode } from 'react';
import type { PluginIdentity } from '../../services.ts';
import { isPicture, PluginIcon } from '../ui/plugin-icon.tsx';

export interface ContributionIconProps {
  /** As the manifest has it: an embedded image, an emoji, or a name that the app knows. */
  readonly icon: string | undefined;
  /** Its first letter stands in where there is nothing else. */
  readonly title: string;
  readonly plugin: PluginIdentity | undefined;
  /** The app's icons, by the names that contributions may use. */
  readonly icons?: Readonly<Record<string, ReactNode>> | undefined;
  readonly className?: string;
}

/** The icon of something a plugin adds: its own, one of the app's by name, or that of the plugin. */
export function ContributionIcon({ icon, title, plugin, icons, className }: ContributionIconProps) {
  if (icon && icons && Object.hasOwn(icons, icon)) return <>{icons[icon]}</>;
  const shown = isPicture(icon) ? icon : plugin?.icon;
  return (
    <PluginIcon
      plugin={{
        id: plugin?.id ?? 'app',
        name: plugin?.name ?? title,
        ...(shown === undefined ? {} : { icon: shown }),
      }}
      className={className}
    />
  );
}
