import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { LiHTMLAttributes, ReactNode, Ref } from 'react';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { PluginCardName } from './plugin-card-name.tsx';

export interface PluginCardProps {
  readonly manifest: PluginManifest;
  /** Id for the plugin's name, so that buttons can point to it. */
  readonly nameId: string;
  /** Makes the name a button. */
  readonly onOpen?: (() => void) | undefined;
  /** Of the list item: its place in a list of which only a part is there. */
  readonly item?: LiHTMLAttributes<HTMLLIElement> & { readonly ref?: Ref<HTMLLIElement> };
  /** Beside the name: a state, badges. */
  readonly aside?: ReactNode;
  /** Below the author: figures. */
  readonly meta?: ReactNode;
  /** Messages and buttons at the bottom. */
  readonly children: ReactNode;
}

/** The frame that installed and listed plugins share: icon, name, author, version, description. */
export function PluginCard({ manifest, nameId, onOpen, item, aside, meta, children }: PluginCardProps) {
  const { name, version, author, description } = manifest;
  return (
    <li
      {...item}
      data-plugin={manifest.id}
      className="flex min-w-0 flex-col gap-3 rounded-xl border border-neutral-200 bg-white p-4 dark:border-neutral-800 dark:bg-neutral-900"
    >
      <div className="flex items-start gap-3">
        <PluginIcon plugin={manifest} />
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <h2 id={nameId} className="min-w-0 text-sm font-semibold leading-5">
              <PluginCardName name={name} onOpen={onOpen} />
            </h2>
            <span className="ms-auto flex shrink-0 items-center gap-1.5">{aside}</span>
          </div>
          <p className="flex min-w-0 items-center gap-1 text-xs text-neutral-600 dark:text-neutral-400">
            {author && (
              <>
                <span className="min-w-0">
                  <PluginText text={author.name} truncate />
                </span>
                <span aria-hidden="true">·</span>
              </>
            )}
            <span className="min-w-0 truncate tabular-nums" title={version}>
              <span className="sr-only">Version </span>
              {version}
            </span>
          </p>
        </div>
      </div>
      {description && (
        <p
          className="line-clamp-2 text-[13px] leading-[1.15rem] text-neutral-700 dark:text-neutral-300"
          title={plainText(description)}
        >
          <PluginText text={description} />
        </p>
      )}
      {meta}
      <div className="mt-auto space-y-3">{children}</div>
    </li>
  );
}
