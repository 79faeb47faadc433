import { type FormEvent, useState } from 'react';
import { BrandMark } from '../layout/brand-mark.tsx';
import { useStore } from '../store.ts';
import { useStudio } from '../studio-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

export function SignInPage() {
  const { session } = useStudio();
  const { notice } = useStore(session);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const message = problem ?? notice;

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!email.trim() || !password) return setProblem('Enter your email address and your password.');
    setBusy(true);
    setProblem(null);
    try {
      await session.signIn(email, password);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-neutral-50 px-4 py-10 dark:bg-neutral-950">
      <div className="w-full max-w-[22rem]">
        <BrandMark className="size-10" />
        <h1 className="mt-5 text-xl font-semibold tracking-tight">Sign in to FluxStudio</h1>
        <p className="mt-1 text-[13px] text-neutral-600 dark:text-neutral-400">
          An example app that runs sandboxed plugins.
        </p>
        <form
          onSubmit={signIn}
          noValidate
          className="mt-6 space-y-4 rounded-xl border border-neutral-200 bg-white p-5 shadow-sm dark:border-neutral-800 dark:bg-neutral-900"
        >
          <Field label="Email">
            {(field) => (
              <input
                {...field}
                type="email"
                autoComplete="username"
                required
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <Field label="Password">
            {(field) => (
              <input
                {...field}
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          {message && (
            <p
              role="alert"
              className="rounded-md bg-red-50 px-3 py-2 text-[13px] text-red-900 dark:bg-red-950/50 dark:text-red-200"
            >
              {message}
            </p>
          )}
          <Button type="submit" variant="primary" busy={busy} className="w-full">
            Sign in
          </Button>
        </form>
        <p className="mt-4 text-xs leading-5 text-neutral-600 dark:text-neutral-400">
          Demo account:{' '}
          <span className="font-mono text-neutral-800 dark:text-neutral-200">demo@fluxstudio.example</span>,
          password <span className="font-mono text-neutral-800 dark:text-neutral-200">demo-password</span>
        </p>
      </div>
    </main>
  );
}
