import { type FocusEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { plainText } from '../ui/plain-text.ts';
import { useAsyncAction } from '../ui/use-async-action.ts';
import { useLeaveGuard } from '../ui/use-leave-guard.ts';
import type { PluginSettingsFormProps } from './plugin-settings-form.tsx';
import { refusedSettings } from './setting-refusal.ts';
import { toSentence } from './setting-validator.ts';
import type { SettingValue } from './setting-value.ts';
import { SettingsFieldList } from './settings-field-list.tsx';
import { parseSettingsJson, toSettingsJson } from './settings-json.ts';
import { SettingsJsonEditor } from './settings-json-editor.tsx';
import { UnsavedNote } from './unsaved-note.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

/** The form itself: see {@link PluginSettingsForm}. */
export function SettingsForm({ schema, settings, onSave, onClose, closeRef }: PluginSettingsFormProps) {
  const strings = useStrings();
  const { text } = strings;
  const draft = useSettingsDraft(schema, settings);
  const { properties, values, problems } = draft;
  const [json, setJson] = useState<{ readonly start: string; readonly now: string } | null>(null);
  const [query, setQuery] = useState('');
  const [checked, setChecked] = useState(false);
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [note, setNote] = useState('');
  const [focusOn, setFocusOn] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const viewButton = useRef<HTMLButtonElement>(null);
  const { pending, error, run } = useAsyncAction<'save'>();
  const jsonChanged = json !== null && json.now !== json.start;
  const guard = useLeaveGuard(draft.isDirty || jsonChanged);

  const close = () => guard.leave(draft.isDirty || jsonChanged, onClose);
  useEffect(() => {
    if (!closeRef) return;
    closeRef.current = guard.asking ? guard.keep : close;
    return () => {
      closeRef.current = null;
    };
  });

  // After the render: a field that the search had left out is there again.
  useEffect(() => {
    if (focusOn === null) return;
    setFocusOn(null);
    const fields = [...(form.current?.querySelectorAll('[data-setting]') ?? [])];
    fields
      .find((field) => field.getAttribute('data-setting') === focusOn)
      ?.querySelector<HTMLElement>('input:not([type="color"]), select')
      ?.focus();
  }, [focusOn]);

  const focusFirst = (wrong: ReadonlyMap<string, string>) => {
    setQuery('');
    setFocusOn(properties.find(([name]) => wrong.has(name))?.[0] ?? null);
  };
  const shownProblem = (name: string) => {
    const refusal = refused.get(name);
    if (refusal !== undefined) return toSentence(refusal);
    return checked || visited.has(name) ? problems.get(name) : undefined;
  };
  const isRefused = properties.some(([name]) => refused.has(name));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (json !== null) return;
    setChecked(true);
    if (problems.size > 0) {
      setNote(text('settings.toCorrect', { count: problems.size }));
      return focusFirst(problems);
    }
    setNote('');
    if (!draft.isDirty) return onClose();
    const send = async () => {
      setRefused(new Map());
      try {
        await onSave({ ...draft.changes });
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
  const leaveField = ({ target, relatedTarget }: FocusEvent) => {
    const [left, next] = [settingAround(target), settingAround(relatedTarget)];
    if (left !== undefined && next !== undefined && next !== left)
      setVisited((current) => new Set([...current, left]));
  };
  const change = (name: string, value: SettingValue) => {
    setNote('');
    setRefused((current) => new Map([...current].filter(([each]) => each !== name)));
    draft.put({ [name]: value });
  };
  const startAnew = (message: string) => {
    setChecked(false);
    setVisited(new Set());
    setRefused(new Map());
    setNote(message);
  };
  const resetAll = () => {
    draft.put(Object.fromEntries(properties.map(([name]) => [name, draft.defaultOf(name)])));
    startAnew(text('settings.resetAll.done'));
  };
  const resetOne = (name: string, title: string) => {
    change(name, draft.defaultOf(name));
    setNote(text('settings.reset.done', { title: plainText(title, 100) }));
    setFocusOn(name);
  };

  const toggleView = () => {
    setNote('');
    if (json !== null) return guard.leave(jsonChanged, () => setJson(null));
    const start = toSettingsJson(draft);
    setJson({ start, now: start });
  };
  const parsed = json && parseSettingsJson(json.now, draft, strings);
  const apply = () => {
    if (!parsed?.ok) return;
    draft.put(parsed.values);
    setJson(null);
    startAnew(jsonChanged ? text('settings.json.applied') : '');
    viewButton.current?.focus();
  };

  return (
    <form
      ref={form}
      data-flux-plugins=""
      onSubmit={save}
      onBlur={leaveField}
      noValidate
      className="flex min-h-0 flex-col text-neutral-900 dark:text-neutral-100"
    >
      {json && parsed ? (
        <SettingsJsonEditor
          value={json.now}
          parsed={parsed}
          onChange={(now) => setJson({ start: json.start, now })}
        />
      ) : (
        <SettingsFieldList
          properties={properties}
          values={values}
          query={query}
          onQuery={setQuery}
          problem={shownProblem}
          isDefault={draft.isDefault}
          onChange={change}
          onReset={resetOne}
        >
          {error && (
            <ErrorNote
              message={text('settings.notSaved', {
                reason: isRefused ? text('settings.notSaved.marked') : error,
              })}
            />
          )}
        </SettingsFieldList>
      )}
      <p
        role="status"
        className={note ? 'px-5 pb-3 text-xs text-neutral-600 dark:text-neutral-400' : 'sr-only'}
      >
        {note}
      </p>
      {guard.asking ? (
        <UnsavedNote onKeep={guard.keep} onDiscard={guard.discard} />
      ) : (
        <footer className="flex flex-wrap items-center gap-2 border-t border-neutral-200 px-5 py-4 dark:border-neutral-800">
          <div className="-ms-2.5 me-auto flex flex-wrap">
            {json === null && (
              <Button variant="ghost" onClick={resetAll}>
                {text('settings.resetAll')}
              </Button>
            )}
            <Button key="view" buttonRef={viewButton} variant="ghost" onClick={toggleView}>
              {text(json === null ? 'settings.json.edit' : 'settings.json.back')}
            </Button>
          </div>
          <Button onClick={close}>{text('settings.cancel')}</Button>
          {json === null ? (
            <Button key="save" type="submit" variant="primary" busy={pending !== null}>
              {text(pending ? 'settings.saving' : 'settings.save')}
            </Button>
          ) : (
            <Button key="apply" variant="primary" onClick={apply} inactive={!parsed?.ok}>
              {text('settings.json.apply')}
            </Button>
          )}
        </footer>
      )}
    </form>
  );
}

/** The name of the setting whose field an element is in. */
function settingAround(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-setting]')?.getAttribute('data-setting') ?? undefined;
}
