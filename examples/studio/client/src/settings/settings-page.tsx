import { type ReactNode, useId } from 'react';
import { PageHeader } from '../layout/page-header.tsx';
import type { Session } from '../session/session-store.ts';
import { useStudio } from '../studio-context.tsx';
import { Button } from '../ui/button.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { ThemeChoice } from './theme-choice.tsx';

export function SettingsPage({ user }: { readonly user: Session['user'] }) {
  const { session } = useStudio();
  return (
    <div className="max-w-2xl">
      <PageHeader title="Settings" description="Your account, how the studio looks, and its keys." />
      <div className="flex flex-col gap-5">
        <Card title="Account">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <div className="min-w-0">
              <p className="truncate text-sm font-medium">{user.name}</p>
              <p className="truncate text-[13px] text-neutral-600 dark:text-neutral-400">{user.email}</p>
            </div>
            <Button onClick={session.signOut}>Sign out</Button>
          </div>
        </Card>
        <Card title="Appearance">
          <ThemeChoice />
        </Card>
        <Card title="Keyboard shortcuts">
          <ShortcutList />
        </Card>
      </div>
    </div>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="rounded-xl border border-neutral-200 bg-white p-4 sm:p-5 dark:border-neutral-800 dark:bg-neutral-900"
    >
      <h2 id={id} className="mb-3 text-sm font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
