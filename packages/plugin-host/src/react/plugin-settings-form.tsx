import type {
  PluginSettingsSchema,
  SettingProperty,
} from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { sameJson } from '@fluxstudio/plugin-protocol/settings/same-json';
import { type FocusEvent, type FormEvent, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { SettingField } from './setting-field.tsx';
import { refusedSettings } from './setting-refusal.ts';
import { toSentence, useSettingsValidator } from './setting-validator.ts';
import { type SettingValue, toSettingValue } from './setting-value.ts';
import { useAsyncAction } from './use-async-action.ts';

export interface PluginSettingsFormProps {
  /** The `settings` of the manifest. */
  readonly schema: PluginSettingsSchema;
  /** What is in force now: the defaults under what the user stored. Read once, when the form appears. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Saves what changed, and nothing else. A rejection is shown in the form. */
  onSave(changes: Record<string, unknown>): Promise<unknown>;
  /** The form is done with: saved or cancelled. */
  onClose(): void;
}

/**
 * A form drawn from the settings schema of a manifest. Nothing is sent before "Save", and values that break a rule of
 * the schema are not sent at all. A field says what is wrong with its value as it is typed, once the user has gone on to another field
 * or has tried to save. What the host or the server refuses is shown at its fields too.
 */
export function PluginSettingsForm({ schema, settings, onSave, onClose }: PluginSettingsFormProps) {
  const properties = inOrder(schema);
  const validator = useSettingsValidator(schema);
  const [before] = useState(() => toValues(properties, (name) => settings[name]));
  const [values, setValues] = useState(before);
  const [checked, setChecked] = useState(false);
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [reset, setReset] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { pending, error, run } = useAsyncAction<'save'>();

  const problems = new Map<string, string>();
  for (const [name] of properties) {
    const problem = validator.check(name, values[name] ?? null);
    if (problem) problems.set(name, problem.message);
  }
  const shownProblem = (name: string): string | undefined => {
    const problem = refused.get(name) ?? (checked || visited.has(name) ? problems.get(name) : undefined);
    return problem && toSentence(problem);
  };
  const isRefused = properties.some(([name]) => refused.has(name));

  const focusFirst = (wrong: ReadonlyMap<string, string>) => {
    const name = properties.find(([each]) => wrong.has(each))?.[0];
    const field = [...(form.current?.querySelectorAll('[data-setting]') ?? [])].find(
      (element) => element.getAttribute('data-setting') === name,
    );
    field?.querySelector<HTMLElement>('input:not([type="color"]), select')?.focus();
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (problems.size > 0) return focusFirst(problems);
    const changes = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => !sameJson(value, before[name])),
    );
    if (Object.keys(changes).length === 0) return onClose();
    const send = async () => {
      setRefused(new Map());
      try {
        await onSave(changes);
      } catch (reason) {
        const wrong = refusedSettings(reason);
        setRefused(wrong);
        focusFirst(wrong);
        throw reason;
      }
    };
    if (await run('save', send)) onClose();
  };

  // Not when the user goes for a button: a message that pushes it away would have them miss it.
  const leave = ({ target, relatedTarget }: FocusEvent) => {
    const [left, next] = [settingAround(target), settingAround(relatedTarget)];
    if (left !== undefined && next !== undefined && next !== left)
      setVisited((current) => new Set([...current, left]));
  };

  const change = (name: string, value: SettingValue) => {
    setReset(false);
    setRefused((current) => new Map([...current].filter(([each]) => each !== name)));
    setValues((current) => ({ ...current, [name]: value }));
  };

  return (
    <form ref={form} onSubmit={save} onBlur={leave} noValidate className="flex min-h-0 flex-col">
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto px-5 py-4">
        {properties.map(([name, property]) => (
          <div key={name} data-setting={name}>
            <SettingField
              property={property}
              value={values[name] ?? null}
              problem={shownProblem(name)}
              onChange={(value) => change(name, value)}
            />
          </div>
        ))}
        {error && (
          <ErrorNote
            message={`The settings were not saved: ${isRefused ? 'correct what is marked.' : error}`}
          />
        )}
      </div>
      <p
        role="status"
        className={reset ? 'px-5 pb-3 text-xs text-neutral-600 dark:text-neutral-400' : 'sr-only'}
      >
        {reset ? 'The defaults are filled in. Save to keep them.' : ''}
      </p>
      <footer className="flex flex-wrap items-center gap-2 border-t border-neutral-200 px-5 py-4 dark:border-neutral-800">
        <Button
          variant="ghost"
          className="-ml-2.5 mr-auto"
          onClick={() => {
            setValues(toValues(properties, (_name, property) => property.default));
            setChecked(false);
            setVisited(new Set());
            setRefused(new Map());
            setReset(true);
          }}
        >
          Reset to defaults
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={pending !== null}>
          {pending ? 'Saving…' : 'Save'}
        </Button>
      </footer>
    </form>
  );
}

/** The name of the setting whose field an element is in. */
function settingAround(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-setting]')?.getAttribute('data-setting') ?? undefined;
}

/**
 * The settings in the order of the manifest, or by their `order` where they have one: a database that stores the manifest
 * as an object may not keep the order of its keys.
 */
function inOrder(schema: PluginSettingsSchema): [string, SettingProperty][] {
  const order = ({ order }: SettingProperty) => (typeof order === 'number' ? order : 0);
  return Object.entries(schema.properties).sort(([, a], [, b]) => order(a) - order(b));
}

function toValues(
  properties: readonly [string, SettingProperty][],
  read: (name: string, property: SettingProperty) => unknown,
): Record<string, SettingValue> {
  return Object.fromEntries(
    properties.map(([name, property]) => [name, toSettingValue(property, read(name, property))]),
  );
}
