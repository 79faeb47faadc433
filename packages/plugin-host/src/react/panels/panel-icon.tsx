import type { ComponentType } from 'react';
import * as icons from '../ui/icons.tsx';
import * as more from '../ui/more-icons.tsx';
import { plainText } from '../ui/plain-text.ts';

/** The names that plugins can use. */
const ICONS: ReadonlyMap<string, ComponentType<icons.IconProps>> = new Map([
  ['add', more.PlusIcon],
  ['alert', icons.AlertIcon],
  ['bell', icons.BellIcon],
  ['calendar', more.CalendarIcon],
  ['check', icons.CheckIcon],
  ['chevron-down', icons.ChevronDownIcon],
  ['chevron-right', more.ChevronRightIcon],
  ['chevron-up', more.ChevronUpIcon],
  ['clock', more.ClockIcon],
  ['close', icons.CloseIcon],
  ['command', icons.CommandIcon],
  ['copy', more.CopyIcon],
  ['database', icons.StorageIcon],
  ['delete', icons.TrashIcon],
  ['download', icons.DownloadIcon],
  ['edit', more.EditIcon],
  ['external', more.ExternalIcon],
  ['eye', more.EyeIcon],
  ['file', icons.FilesIcon],
  ['filter', more.FilterIcon],
  ['folder', icons.ProjectsIcon],
  ['globe', icons.NetworkIcon],
  ['grid', icons.GridIcon],
  ['heart', more.HeartIcon],
  ['image', more.ImageIcon],
  ['info', icons.InfoIcon],
  ['key', icons.KeyIcon],
  ['layout', icons.LayoutIcon],
  ['link', more.LinkIcon],
  ['list', icons.ListIcon],
  ['lock', more.LockIcon],
  ['more', icons.MoreIcon],
  ['package', icons.PackageIcon],
  ['pause', more.PauseIcon],
  ['people', icons.PeopleIcon],
  ['play', more.PlayIcon],
  ['redo', more.RedoIcon],
  ['refresh', more.RefreshIcon],
  ['remove', more.MinusIcon],
  ['search', icons.SearchIcon],
  ['settings', more.SettingsIcon],
  ['sparkle', icons.SparkIcon],
  ['star', icons.StarIcon],
  ['stop', more.StopIcon],
  ['tag', more.TagIcon],
  ['undo', more.UndoIcon],
  ['upload', more.UploadIcon],
]);

const MAX_EMOJI = 16;

/** Whether there is something to show for it: an emoji, or a name of ours. */
export function isPanelIcon(icon: string | undefined): icon is string {
  return icon !== undefined && (ICONS.has(icon) || isEmoji(icon));
}

export interface PanelIconProps {
  /** As the plugin has it. Nothing is shown of other text. */
  readonly icon: string | undefined;
  readonly className?: string | undefined;
}

/** The icon of something in a panel. Decorative: what it belongs to has a name. */
export function PanelIcon({ icon, className = 'h-4 w-4' }: PanelIconProps) {
  const Icon = icon === undefined ? undefined : ICONS.get(icon);
  if (Icon) return <Icon className={className} />;
  if (icon === undefined || !isEmoji(icon)) return null;
  return (
    <span
      aria-hidden="true"
      className={`inline-flex shrink-0 items-center justify-center overflow-hidden leading-none ${className}`}
    >
      {plainText(icon, MAX_EMOJI)}
    </span>
  );
}

/** One emoji, with its joiners and tones, and no word behind it. */
function isEmoji(text: string): boolean {
  return (
    text.length <= MAX_EMOJI &&
    /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator})/u.test(text) &&
    !/[\p{L}\p{N}\p{P}]/u.test(text)
  );
}
