import type { ComponentType } from 'react';
import { FolderIcon, LayoutIcon, PenIcon, PhoneIcon, SlidesIcon } from '../ui/icons.tsx';

/** The kinds of projects the studio offers. A plugin may create others. */
export const PROJECT_TYPES = [
  { value: 'web', label: 'Website', icon: LayoutIcon },
  { value: 'mobile', label: 'Mobile app', icon: PhoneIcon },
  { value: 'illustration', label: 'Illustration', icon: PenIcon },
  { value: 'presentation', label: 'Presentation', icon: SlidesIcon },
] as const;

export function projectType(value: string): { label: string; icon: ComponentType<{ className?: string }> } {
  return PROJECT_TYPES.find((type) => type.value === value) ?? { label: value, icon: FolderIcon };
}
