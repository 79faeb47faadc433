import type { QuickPickItem } from '@fluxstudio/plugin-protocol/api/ui';
import type { PluginIdentity } from '../../services.ts';
import { CheckIcon } from '../ui/icons.tsx';
import { isPicture, PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';

export interface QuickPickOptionProps {
  readonly id: string;
  readonly item: QuickPickItem;
  readonly plugin: PluginIdentity;
  /** Enter would take this one. */
  readonly isActive: boolean;
  /** Where several can be chosen: whether this one is. */
  readonly ticked: boolean | undefined;
  onPoint(): void;
  onPick(): void;
}

/** One row of a pick. The focus stays in the search field; the active row is its active descendant. */
export function QuickPickOption(props: QuickPickOptionProps) {
  const { id, item, plugin, isActive, ticked, onPoint, onPick } = props;
  const { label, description, detail, icon } = item;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard picks from the search field
    // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are not focusable
    <div
      id={id}
      role="option"
      aria-selected={ticked ?? isActive}
      data-active={isActive ? '' : undefined}
      onPointerMove={isActive ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      className="flex cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-2 text-[13px] data-[active]:bg-neutral-100 data-[active]:outline data-[active]:outline-1 data-[active]:-outline-offset-1 data-[active]:outline-neutral-400 dark:data-[active]:bg-neutral-800 dark:data-[active]:outline-neutral-600"
    >
      {ticked !== undefined && (
        <span
          aria-hidden="true"
          className={`flex h-4 w-4 shrink-0 items-center justify-center rounded border ${
            ticked
              ? 'border-neutral-900 bg-neutral-900 text-white dark:border-neutral-100 dark:bg-neutral-100 dark:text-neutral-900'
              : 'border-neutral-500 dark:border-neutral-400'
          }`}
        >
          {ticked && <CheckIcon className="h-3 w-3" />}
        </span>
      )}
      {isPicture(icon) && <PluginIcon plugin={{ ...plugin, icon }} className="h-6 w-6 rounded-md text-sm" />}
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="min-w-0 shrink truncate">
            <PluginText text={label} truncate />
          </span>
          {description && (
            <span className="min-w-0 max-w-[60%] truncate text-xs text-neutral-600 dark:text-neutral-400">
              <PluginText text={description} truncate />
            </span>
          )}
        </span>
        {detail && (
          <PluginText text={detail} truncate className="text-xs text-neutral-600 dark:text-neutral-400" />
        )}
      </span>
    </div>
  );
}
