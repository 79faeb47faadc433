import { Outlet } from 'react-router';
import type { Session } from '../session/session-store.ts';
import { useStudio } from '../studio-context.tsx';
import { SearchIcon, SignOutIcon } from '../ui/icons.tsx';
import { BrandMark } from './brand-mark.tsx';
import { Navigation } from './navigation.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export interface ShellProps {
  readonly user: Session['user'];
  onOpenPalette(): void;
}

/** The frame around every page but the board: a sidebar, or on a small screen a bar on top and one below. */
export function Shell({ user, onOpenPalette }: ShellProps) {
  const { session } = useStudio();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="focus-ring sr-only z-50 rounded-md bg-white px-3 py-2 text-[13px] font-medium text-neutral-900 shadow focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 flex items-center gap-2 border-b border-neutral-200 bg-neutral-50 px-4 py-2.5 md:h-dvh md:flex-col md:items-stretch md:border-r md:border-b-0 md:px-3 md:py-3 dark:border-neutral-800 dark:bg-neutral-950 md:dark:bg-neutral-900">
        <div className="flex items-center gap-2 md:px-2 md:py-1">
          <BrandMark />
          <span className="text-sm font-semibold tracking-tight">FluxStudio</span>
        </div>
        <button
          type="button"
          onClick={onOpenPalette}
          className="focus-ring ml-auto flex h-8 items-center gap-2 rounded-lg border border-neutral-300 bg-white px-2.5 text-[13px] text-neutral-600 transition-colors hover:border-neutral-400 hover:text-neutral-900 md:mt-2 md:ml-0 dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-400 dark:hover:border-neutral-600 dark:hover:text-neutral-100"
        >
          <SearchIcon className="size-3.5" />
          <span className="max-sm:sr-only">Search commands</span>
          <span
            aria-hidden="true"
            className="ml-auto hidden font-sans text-[11px] text-neutral-500 md:inline dark:text-neutral-400"
          >
            Ctrl K
          </span>
        </button>
        <Navigation />
        <div className="flex items-center gap-2 md:mt-auto md:flex-col md:items-stretch md:gap-3">
          <div className="md:px-2">
            <div className="w-fit">
              <ThemeSwitch />
            </div>
          </div>
          <div className="flex items-center gap-2.5 md:border-t md:border-neutral-200 md:px-2 md:pt-3 dark:md:border-neutral-800">
            <span
              aria-hidden="true"
              className="hidden size-7 items-center justify-center rounded-full bg-violet-100 text-xs font-semibold text-violet-800 md:flex dark:bg-violet-950 dark:text-violet-300"
            >
              {user.name.slice(0, 1)}
            </span>
            <div className="hidden min-w-0 flex-1 md:block">
              <p className="truncate text-[13px] font-medium leading-4">{user.name}</p>
              <p className="truncate text-[11px] text-neutral-600 dark:text-neutral-400" title={user.email}>
                {user.email}
              </p>
            </div>
            <button
              type="button"
              aria-label="Sign out"
              title="Sign out"
              onClick={session.signOut}
              className="focus-ring flex size-8 items-center justify-center rounded-md text-neutral-600 hover:bg-neutral-200/70 hover:text-neutral-900 dark:text-neutral-400 dark:hover:bg-neutral-800 dark:hover:text-neutral-100"
            >
              <SignOutIcon />
            </button>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <div className="mx-auto max-w-5xl px-4 pt-6 pb-24 sm:px-8 md:pt-10 md:pb-16">
          <Outlet />
        </div>
      </main>
    </div>
  );
}
