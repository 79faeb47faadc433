import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import type { ProjectStore } from './project-store.ts';
import { PROJECT_TYPES } from './project-types.ts';

export interface NewProjectFormProps {
  readonly projects: ProjectStore;
  onDone(): void;
}

export function NewProjectForm({ projects, onDone }: NewProjectFormProps) {
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [type, setType] = useState<string>(PROJECT_TYPES[0].value);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => nameField.current?.focus(), []);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) {
      setProblem('Enter a name for the project.');
      nameField.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await projects.create({ name: name.trim(), type });
      onDone();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };

  return (
    <form
      aria-label="New project"
      noValidate
      onSubmit={create}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') onDone();
      }}
      className="mb-6 rounded-xl border border-neutral-200 bg-neutral-50 p-4 dark:border-neutral-800 dark:bg-neutral-900"
    >
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem_auto] sm:items-end">
        <Field label="Name">
          {(field) => (
            <input
              {...field}
              ref={nameField}
              required
              maxLength={200}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Type">
          {(field) => (
            <select {...field} value={type} onChange={(event) => setType(event.target.value)}>
              {PROJECT_TYPES.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="flex gap-2">
          <Button onClick={onDone} className="h-9">
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={busy} className="h-9">
            Create project
          </Button>
        </div>
      </div>
      {problem && (
        <p role="alert" className="mt-3 text-[13px] text-red-700 dark:text-red-400">
          {problem}
        </p>
      )}
    </form>
  );
}
