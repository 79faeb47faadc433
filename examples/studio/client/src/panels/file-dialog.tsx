import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { messageOf } from '../api-client.ts';
import type { FileStore } from '../files/file-store.ts';
import { normalisePath } from '../files/file-tree.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

export interface FileDialogProps {
  readonly files: FileStore;
  /** `''` for a new file. */
  readonly path: string;
  onClose(): void;
}

/** A file as text, to be changed or deleted. */
export function FileDialog({ files, path, onClose }: FileDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [name, setName] = useState(path);
  /** `null` until it is read; a file that is no text stays so. */
  const [content, setContent] = useState<string | null>(path === '' ? '' : null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (path === '') return;
    let gone = false;
    files.read(path).then(
      (bytes) => {
        if (gone) return;
        try {
          setContent(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
        } catch {
          setProblem('This file is no text, so it cannot be shown here.');
        }
      },
      (error) => gone || setProblem(messageOf(error)),
    );
    return () => {
      gone = true;
    };
  }, [files, path]);

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      dialog.current?.close();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const wanted = normalisePath(name);
    if (!wanted) return setProblem('Enter a path, such as notes/ideas.md.');
    if (content !== null) void attempt(() => files.write(wanted, content));
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onClose={onClose}
      className="m-auto w-[min(40rem,calc(100vw-2rem))] rounded-xl border border-neutral-200 bg-white p-0 text-neutral-900 shadow-2xl backdrop:bg-neutral-950/40 dark:border-neutral-800 dark:bg-neutral-900 dark:text-neutral-100"
    >
      <form onSubmit={save} noValidate className="flex flex-col gap-4 p-5">
        <h2 id={title} className="text-sm font-semibold [overflow-wrap:anywhere]">
          {path === '' ? 'New file' : <bdi dir="auto">{path.slice(0, 200)}</bdi>}
        </h2>
        {path === '' && (
          <Field label="Path">
            {(field) => (
              <input
                {...field}
                autoComplete="off"
                maxLength={1024}
                placeholder="notes/ideas.md"
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Content">
          {({ id, className }) => (
            <textarea
              id={id}
              dir="auto"
              rows={10}
              readOnly={content === null}
              value={content ?? ''}
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
        <div className="flex flex-wrap gap-2">
          {path !== '' && <Button onClick={() => attempt(() => files.delete(path))}>Delete</Button>}
          <span className="flex-1" />
          <Button onClick={() => dialog.current?.close()}>Cancel</Button>
          <Button type="submit" variant="primary" busy={content === null}>
            Save
          </Button>
        </div>
      </form>
    </dialog>
  );
}
