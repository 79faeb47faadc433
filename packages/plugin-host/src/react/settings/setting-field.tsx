import type { SettingProperty } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { useId } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { SettingControl } from './setting-control.tsx';
import { SettingOptions } from './setting-options.tsx';
import type { SettingValue } from './setting-value.ts';

export interface SettingFieldProps {
  readonly property: SettingProperty;
  readonly value: SettingValue;
  /** What is wrong with the value, shown below the control. */
  readonly problem?: string;
  onChange(value: SettingValue): void;
}

/** One setting: label, description, control and message, tied together for assistive technology. */
export function SettingField({ property, value, problem, onChange }: SettingFieldProps) {
  const { text } = useStrings();
  const id = useId();
  const descriptionId = `${id}-description`;
  const problemId = `${id}-problem`;
  const described =
    [property.description && descriptionId, problem && problemId].filter(Boolean).join(' ') || undefined;
  const required = property.validation?.required === true && property.type !== 'boolean';

  const title = (
    <>
      <PluginText text={property.title} />
      {required && (
        <span className="font-normal text-neutral-600 dark:text-neutral-400">
          {' '}
          {text('settings.required')}
        </span>
      )}
    </>
  );
  const description = property.description && (
    <p id={descriptionId} className="mt-0.5 text-xs text-neutral-600 dark:text-neutral-400">
      <PluginText text={property.description} />
    </p>
  );
  // The region is there before its message: only so does a screen reader read it out.
  const message = (
    <div aria-live="polite">
      {problem && (
        <p id={problemId} className="mt-1 text-xs text-red-700 [overflow-wrap:anywhere] dark:text-red-400">
          <PluginText text={problem} />
        </p>
      )}
    </div>
  );

  if (property.type === 'multiselect') {
    return (
      <fieldset aria-describedby={described} aria-invalid={problem ? true : undefined}>
        <legend className="pe-16 text-[13px] font-medium">{title}</legend>
        {description}
        <SettingOptions property={property} value={Array.isArray(value) ? value : []} onChange={onChange} />
        {message}
      </fieldset>
    );
  }
  if (property.type === 'boolean') {
    return (
      <div className="flex gap-2.5">
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={described}
          className="mt-0.5 h-4 w-4 shrink-0 accent-neutral-900 dark:accent-neutral-200"
        />
        <div className="min-w-0">
          <label htmlFor={id} className="block pe-16 text-[13px] font-medium">
            {title}
          </label>
          {description}
          {message}
        </div>
      </div>
    );
  }
  return (
    <div>
      <label htmlFor={id} className="block pe-16 text-[13px] font-medium">
        {title}
      </label>
      {description}
      <div className="mt-1.5">
        <SettingControl
          id={id}
          property={property}
          value={value}
          required={required}
          invalid={problem !== undefined}
          describedBy={described}
          onChange={onChange}
        />
      </div>
      {message}
    </div>
  );
}
