import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { messageOf } from '../api-client.ts';
import type { FileStore } from '../files/file-store.ts';
import { normalisePath } from '../files/file-tree.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

export interface NewFileDialogProps {
  readonly files: FileStore;
  onClose(): void;
}

/** Asks where a text file is to be, and what is in it. */
export function NewFileDialog({ files, onClose }: NewFileDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [path, setPath] = useState('');
  const [content, setContent] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = normalisePath(path);
    if (!wanted) return setProblem('Enter a path, such as notes/ideas.md.');
    try {
      await files.write(wanted, content);
      dialog.current?.close();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onClose={onClose}
      className="m-auto w-[min(40rem,calc(100vw-2rem))] rounded-xl border border-neutral-200 bg-white p-0 text-neutral-900 shadow-2xl backdrop:bg-neutral-950/40 dark:border-neutral-800 dark:bg-neutral-900 dark:text-neutral-100"
    >
      <form onSubmit={save} noValidate className="flex flex-col gap-4 p-5">
        <h2 id={title} className="text-sm font-semibold">
          New file
        </h2>
        <Field label="Path">
          {(field) => (
            <input
              {...field}
              autoComplete="off"
              maxLength={1024}
              placeholder="notes/ideas.md"
              value={path}
              onChange={({ target }) => setPath(target.value)}
            />
          )}
        </Field>
        <Field label="Content">
          {({ id, className }) => (
            <textarea
              id={id}
              dir="auto"
              rows={10}
              value={content}
              onChange={({ target }) => setContent(target.value)}
              className={`${className.replace('h-9', 'h-64')} py-2 font-mono text-xs leading-5`}
            />
          )}
        </Field>
        {problem && (
          <p role="alert" className="text-[13px] text-red-700 dark:text-red-400">
            {problem}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </div>
      </form>
    </dialog>
  );
}
