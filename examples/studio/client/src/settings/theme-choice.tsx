import { PluginIcon, PluginText, useContributedThemes } from '@fluxstudio/plugin-host/react';
import type { ReactNode } from 'react';
import { THEMES, type Theme } from '../layout/theme-store.ts';
import { useStore } from '../store.ts';
import { useStudio } from '../studio-context.tsx';

const NAMES: Readonly<Record<Theme, string>> = { light: 'Light', dark: 'Dark', system: 'System' };
const OWN_COLORS: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#ffffff', '#e5e5e5', '#171717'],
  dark: ['#0a0a0a', '#262626', '#f5f5f5'],
  system: ['#ffffff', '#737373', '#0a0a0a'],
};

/** The studio's own themes and those of plugins. */
export function ThemeChoice() {
  const { theme } = useStudio();
  const base = useStore(theme);
  const ofPlugin = useStore(theme.ofPlugin);
  const contributed = useContributedThemes();
  // Without its plugin a theme is not shown.
  const shown = contributed.find(({ id }) => id === ofPlugin)?.id;
  return (
    <fieldset>
      <legend className="mb-2 text-[13px] font-medium">Theme</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,11rem),1fr))] gap-2">
        {THEMES.map((each) => (
          <ThemeOption
            key={each}
            value={each}
            checked={shown === undefined && base === each}
            colors={OWN_COLORS[each]}
            onChoose={() => theme.choose(each)}
          >
            {NAMES[each]}
          </ThemeOption>
        ))}
        {contributed.map(({ id, name, colors, plugin }) => (
          <ThemeOption
            key={id}
            value={id}
            checked={shown === id}
            colors={['background', 'border', 'text'].map((key) => colors[key] ?? 'transparent')}
            onChoose={() => theme.chooseOfPlugin(id)}
          >
            <PluginText text={name} truncate />
            {plugin && (
              <span className="mt-0.5 flex items-center gap-1 text-[11px] text-neutral-600 dark:text-neutral-400">
                <PluginIcon plugin={plugin} className="size-3.5 rounded text-[9px]" />
                <span className="min-w-0">
                  <PluginText text={plugin.name} truncate />
                </span>
              </span>
            )}
          </ThemeOption>
        ))}
      </div>
    </fieldset>
  );
}

interface ThemeOptionProps {
  readonly value: string;
  readonly checked: boolean;
  readonly colors: readonly string[];
  onChoose(): void;
  readonly children: ReactNode;
}

function ThemeOption({ value, checked, colors, onChoose, children }: ThemeOptionProps) {
  return (
    <label className="flex min-w-0 cursor-pointer items-center gap-3 rounded-lg border border-neutral-300 p-2.5 text-[13px] hover:border-neutral-400 has-checked:border-blue-600 has-checked:outline-1 has-checked:outline-blue-600 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-blue-600 dark:border-neutral-700 dark:hover:border-neutral-600 dark:has-checked:border-blue-400 dark:has-checked:outline-blue-400 dark:has-focus-visible:outline-blue-400">
      <input
        type="radio"
        name="studio-theme"
        value={value}
        checked={checked}
        onChange={onChoose}
        className="sr-only"
      />
      <span
        aria-hidden="true"
        className="flex size-8 shrink-0 overflow-hidden rounded-md border border-neutral-300 dark:border-neutral-600"
      >
        {colors.map((color, index) => (
          // Set as a property, which takes colours only.
          <span key={index} className="flex-1" style={{ backgroundColor: color }} />
        ))}
      </span>
      <span className="min-w-0 flex-1">{children}</span>
    </label>
  );
}
