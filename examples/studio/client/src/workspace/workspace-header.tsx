import type { Project } from '@fluxstudio/plugin-host';
import {
  type CommandErrorHandler,
  PluginMenu,
  PluginText,
  PluginToolbar,
} from '@fluxstudio/plugin-host/react';
import { Link } from 'react-router';
import type { BoardStore } from '../board/board-store.ts';
import { BoardTools } from '../board/board-tools.tsx';
import { BrandMark } from '../layout/brand-mark.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { FolderIcon, GearIcon, PackageIcon, SearchIcon } from '../ui/icons.tsx';

export interface WorkspaceHeaderProps {
  readonly project: Project;
  readonly board: BoardStore;
  onOpenPalette(): void;
  readonly onError: CommandErrorHandler;
  onBoardError(error: unknown): void;
}

const PAGES = [
  { path: '/projects', label: 'Projects', icon: FolderIcon },
  { path: '/plugins', label: 'Plugins', icon: PackageIcon },
  { path: '/settings', label: 'Settings', icon: GearIcon },
] as const;

/** The bar above the board. */
export function WorkspaceHeader({
  project,
  board,
  onOpenPalette,
  onError,
  onBoardError,
}: WorkspaceHeaderProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-neutral-200 bg-white px-3 py-1.5 dark:border-neutral-800 dark:bg-neutral-900">
      <div className="flex min-w-0 flex-1 items-center gap-2.5">
        <BrandMark className="size-6" />
        <h1 className="min-w-0 text-[13px] font-semibold">
          <PluginText text={project.name} truncate />
        </h1>
      </div>
      <div className="order-last flex min-w-0 basis-full items-center gap-1 lg:order-none lg:basis-auto">
        <BoardTools board={board} onError={onBoardError} />
        <PluginToolbar
          location="editor"
          label="Board tools of plugins"
          onError={onError}
          className="ms-1 max-w-48 flex-1 border-s border-neutral-200 ps-2 lg:w-44 dark:border-neutral-800"
        />
      </div>
      <div className="flex min-w-0 items-center justify-end gap-1 lg:flex-1">
        <PluginToolbar
          location="main"
          label="Tools of plugins"
          onError={onError}
          className="hidden w-28 justify-end sm:flex"
        />
        <PluginMenu label="More" onError={onError} />
        <IconButton label="Search commands" onClick={onOpenPalette}>
          <SearchIcon />
        </IconButton>
        <nav aria-label="Main">
          <ul className="flex">
            {PAGES.map(({ path, label, icon: Icon }) => (
              <li key={path}>
                <Link
                  to={path}
                  aria-label={label}
                  title={label}
                  className="focus-ring inline-flex size-8 items-center justify-center rounded-md text-neutral-600 transition-colors hover:bg-neutral-200/70 hover:text-neutral-900 dark:text-neutral-400 dark:hover:bg-neutral-800 dark:hover:text-neutral-100"
                >
                  <Icon />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}
