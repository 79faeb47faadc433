import type { SettingProperty } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { PluginText } from '../ui/plugin-text.tsx';

type Scalar = string | number | boolean;

export interface SettingOptionsProps {
  readonly property: SettingProperty;
  readonly value: readonly Scalar[];
  onChange(value: readonly Scalar[]): void;
}

/** The checkboxes of a multiselect. What is chosen keeps the order of the schema. */
export function SettingOptions({ property, value, onChange }: SettingOptionsProps) {
  const options = property.enum ?? [];
  const toggle = (option: Scalar, chosen: boolean) =>
    onChange(
      options.map((each) => each.value).filter((each) => (each === option ? chosen : value.includes(each))),
    );
  return (
    <div className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1.5">
      {options.map((option) => (
        <label key={`${typeof option.value}:${option.value}`} className="flex items-center gap-2 text-[13px]">
          <input
            type="checkbox"
            checked={value.includes(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
            className="h-4 w-4 shrink-0 accent-neutral-900 dark:accent-neutral-200"
          />
          <PluginText text={option.label} />
        </label>
      ))}
    </div>
  );
}
