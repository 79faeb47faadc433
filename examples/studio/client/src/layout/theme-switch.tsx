import type { ComponentType } from 'react';
import { useStore } from '../store.ts';
import { useStudio } from '../studio-context.tsx';
import { MonitorIcon, MoonIcon, SunIcon } from '../ui/icons.tsx';
import { THEMES, type Theme } from './theme-store.ts';

const LOOKS: Readonly<Record<Theme, { label: string; icon: ComponentType<{ className?: string }> }>> = {
  light: { label: 'Light', icon: SunIcon },
  dark: { label: 'Dark', icon: MoonIcon },
  system: { label: 'System', icon: MonitorIcon },
};

export function ThemeSwitch() {
  const { theme } = useStudio();
  const base = useStore(theme);
  const chosen = useStore(theme.ofPlugin) === null ? base : null;
  return (
    <fieldset className="flex gap-0.5 rounded-lg bg-neutral-200/70 p-0.5 dark:bg-neutral-800/80">
      <legend className="sr-only">Theme</legend>
      {THEMES.map((each) => {
        const { label, icon: Icon } = LOOKS[each];
        return (
          <label
            key={each}
            title={label}
            className="relative flex h-6 w-8 items-center justify-center rounded-md text-neutral-600 outline-offset-1 hover:text-neutral-900 has-checked:bg-white has-checked:text-neutral-900 has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-blue-600 dark:text-neutral-400 dark:hover:text-neutral-100 dark:has-checked:bg-neutral-700 dark:has-checked:text-white dark:has-focus-visible:outline-blue-400"
          >
            <input
              type="radio"
              name="theme"
              value={each}
              aria-label={label}
              checked={chosen === each}
              onChange={() => theme.choose(each)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            <Icon className="size-3.5" />
          </label>
        );
      })}
    </fieldset>
  );
}
