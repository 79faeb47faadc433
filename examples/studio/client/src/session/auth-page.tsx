import { type FormEvent, type ReactNode, useState } from 'react';
import { messageOf } from '../api-client.ts';
import { BrandMark } from '../layout/brand-mark.tsx';
import { useStore } from '../store.ts';
import { useStudio } from '../studio-context.tsx';
import { Button } from '../ui/button.tsx';

export interface AuthPageProps {
  readonly title: string;
  readonly action: string;
  /** What is wrong with what was entered; nothing when it can be sent. */
  check(): string | undefined;
  /** Begins the session, or rejects with an `Error` whose message can be shown. */
  submit(): Promise<void>;
  /** The fields. */
  readonly children: ReactNode;
  /** Below the form. */
  readonly footer: ReactNode;
}

/** What signing in and signing up have in common. */
export function AuthPage({ title, action, check, submit, children, footer }: AuthPageProps) {
  const { session } = useStudio();
  const { notice } = useStore(session);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const message = problem ?? notice;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const missing = check();
    if (missing) return setProblem(missing);
    setBusy(true);
    setProblem(null);
    try {
      await submit();
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  };

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-neutral-50 px-4 py-10 dark:bg-neutral-950">
      <div className="w-full max-w-[22rem]">
        <BrandMark className="size-10" />
        <h1 className="mt-5 text-xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-1 text-[13px] text-neutral-600 dark:text-neutral-400">
          An example app that runs sandboxed plugins.
        </p>
        <form
          onSubmit={onSubmit}
          noValidate
          className="mt-6 space-y-4 rounded-xl border border-neutral-200 bg-white p-5 shadow-sm dark:border-neutral-800 dark:bg-neutral-900"
        >
          {children}
          {message && (
            <p
              role="alert"
              className="rounded-md bg-red-50 px-3 py-2 text-[13px] text-red-900 dark:bg-red-950/50 dark:text-red-200"
            >
              {message}
            </p>
          )}
          <Button type="submit" variant="primary" busy={busy} className="w-full">
            {action}
          </Button>
        </form>
        <div className="mt-4 text-xs leading-5 text-neutral-600 dark:text-neutral-400">{footer}</div>
      </div>
    </main>
  );
}
