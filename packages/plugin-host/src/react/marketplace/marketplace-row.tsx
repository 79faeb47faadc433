import type { ReactNode } from 'react';
import type { PluginCardProps } from '../manager/plugin-card.tsx';
import { PluginCardName } from '../manager/plugin-card-name.tsx';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';

export interface MarketplaceRowProps extends Omit<PluginCardProps, 'children'> {
  readonly action: ReactNode;
  readonly fault: ReactNode;
}

/** A listed plugin in one line, or on a narrow screen in a few. */
export function MarketplaceRow(props: MarketplaceRowProps) {
  const { manifest, nameId, onOpen, item, aside, meta, action, fault } = props;
  const { name, author, description } = manifest;
  return (
    <li
      {...item}
      data-plugin={manifest.id}
      className="min-w-0 space-y-3 rounded-xl border border-neutral-200 bg-white px-4 py-3 dark:border-neutral-800 dark:bg-neutral-900"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
          <PluginIcon plugin={manifest} />
          <div className="min-w-0 flex-1">
            <div className="flex items-center gap-2">
              <h2 id={nameId} className="min-w-0 text-sm font-semibold leading-5">
                <PluginCardName name={name} onOpen={onOpen} />
              </h2>
              <span className="flex shrink-0 items-center gap-1.5">{aside}</span>
            </div>
            <p className="truncate text-xs text-neutral-600 dark:text-neutral-400">
              <PluginText text={description ?? author?.name ?? manifest.id} truncate />
            </p>
          </div>
        </div>
        <div className="ms-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          {meta}
          {action}
        </div>
      </div>
      {fault}
    </li>
  );
}
