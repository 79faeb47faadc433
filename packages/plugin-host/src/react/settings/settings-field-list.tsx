import type { SettingProperty } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import type { ReactNode } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { FIELD_CLASS } from './setting-control.tsx';
import { SettingField } from './setting-field.tsx';
import type { SettingValue } from './setting-value.ts';
import type { SettingValues } from './use-settings-draft.ts';

export interface SettingsFieldListProps {
  readonly properties: readonly (readonly [name: string, property: SettingProperty])[];
  readonly values: SettingValues;
  readonly query: string;
  onQuery(query: string): void;
  /** What is wrong with a value and is to be shown. */
  problem(name: string): string | undefined;
  isDefault(name: string): boolean;
  onChange(name: string, value: SettingValue): void;
  onReset(name: string, title: string): void;
  /** Below the fields. */
  readonly children?: ReactNode;
}

/** With more settings than this there is a search above them. */
const MANY = 8;

/** The fields of a settings form, those that match the search where there are many. */
export function SettingsFieldList(props: SettingsFieldListProps) {
  const { properties, values, query, onQuery, problem, isDefault, onChange, onReset, children } = props;
  const { text } = useStrings();
  const wanted = query.trim().toLowerCase();
  const found = properties.filter(([name, { title, description = '' }]) =>
    [name, title, description].some((each) => each.toLowerCase().includes(wanted)),
  );
  return (
    <>
      {properties.length > MANY && (
        <div className="px-5 pt-4">
          <input
            type="search"
            aria-label={text('settings.search')}
            placeholder={text('settings.search')}
            value={query}
            onChange={(event) => onQuery(event.target.value)}
            onKeyDown={(event) => {
              // Enter would save the settings.
              if (event.key === 'Enter') event.preventDefault();
            }}
            className={FIELD_CLASS}
          />
          <p
            aria-live="polite"
            className={
              found.length === 0 ? 'pt-3 text-[13px] text-neutral-600 dark:text-neutral-400' : 'sr-only'
            }
          >
            {found.length === 0
              ? text('settings.search.none')
              : wanted && text('settings.search.found', { count: found.length })}
          </p>
        </div>
      )}
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto px-5 py-4">
        {found.map(([name, property]) => (
          <div key={name} data-setting={name} className="relative">
            <SettingField
              property={property}
              value={values[name] ?? null}
              problem={problem(name)}
              onChange={(value) => onChange(name, value)}
            />
            {!isDefault(name) && (
              <Button
                variant="ghost"
                className="!absolute -end-2 -top-1 !h-6 !px-2 !text-xs"
                aria-label={text('settings.reset.name', { title: plainText(property.title, 100) })}
                onClick={() => onReset(name, property.title)}
              >
                {text('settings.reset')}
              </Button>
            )}
          </div>
        ))}
        {children}
      </div>
    </>
  );
}
