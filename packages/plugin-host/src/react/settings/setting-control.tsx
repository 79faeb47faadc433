import type { SettingProperty } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import { SettingFileControl } from './setting-file-control.tsx';
import type { SettingValue } from './setting-value.ts';

export const FIELD_CLASS =
  'h-8 w-full rounded-md border border-neutral-400 bg-white px-2.5 text-[13px] text-neutral-900 ' +
  'placeholder:text-neutral-500 dark:placeholder:text-neutral-400 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-1 ' +
  'focus-visible:outline-blue-600 aria-invalid:border-red-600 dark:border-neutral-600 dark:bg-neutral-950 ' +
  'dark:text-neutral-100 dark:focus-visible:outline-blue-400 dark:aria-invalid:border-red-500';

export interface SettingControlProps {
  readonly id: string;
  readonly property: SettingProperty;
  readonly value: SettingValue;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  onChange(value: SettingValue): void;
}

/** The single control of a setting: text, number, choice, colour or file. */
export function SettingControl(props: SettingControlProps) {
  const { id, property, value, required, invalid, describedBy, onChange } = props;
  const { text } = useStrings();
  const common = {
    id,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'aria-required': required || undefined,
  };
  const { min, max } = property.validation ?? {};

  switch (property.type) {
    case 'number':
      return (
        <input
          {...common}
          type="number"
          step="any"
          min={min}
          max={max}
          value={typeof value === 'number' ? value : ''}
          onChange={(event) =>
            onChange(Number.isNaN(event.target.valueAsNumber) ? null : event.target.valueAsNumber)
          }
          className={FIELD_CLASS}
        />
      );
    case 'select': {
      const options = property.enum ?? [];
      const chosen = options.findIndex((option) => option.value === value);
      return (
        <select
          {...common}
          value={chosen}
          onChange={(event) => onChange(options[Number(event.target.value)]?.value ?? null)}
          className={FIELD_CLASS}
        >
          {(chosen < 0 || !required) && <option value={-1}>{text('settings.notSet')}</option>}
          {options.map((option, index) => (
            <option key={`${typeof option.value}:${option.value}`} value={index}>
              {plainText(option.label, 100)}
            </option>
          ))}
        </select>
      );
    }
    case 'color':
      return (
        <div className="flex gap-2">
          <input
            type="color"
            aria-label={text('settings.color.pick', { title: plainText(property.title, 100) })}
            value={typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : '#000000'}
            onChange={(event) => onChange(event.target.value)}
            className="h-8 w-10 shrink-0 cursor-pointer rounded-md border border-neutral-400 bg-white p-1 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-blue-600 dark:border-neutral-600 dark:bg-neutral-950"
          />
          <input
            {...common}
            type="text"
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            placeholder="#1e90ff"
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => onChange(event.target.value.trim())}
            className={`${FIELD_CLASS} font-mono`}
          />
        </div>
      );
    case 'file':
      return (
        <SettingFileControl
          {...common}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    default:
      return (
        <input
          {...common}
          type="text"
          dir="auto"
          autoComplete="off"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
          className={FIELD_CLASS}
        />
      );
  }
}
