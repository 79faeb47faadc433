import { NavLink } from 'react-router';
import { FolderIcon, GearIcon, PackageIcon } from '../ui/icons.tsx';

const PAGES = [
  { path: '/projects', label: 'Projects', icon: FolderIcon },
  { path: '/plugins', label: 'Plugins', icon: PackageIcon },
  { path: '/settings', label: 'Settings', icon: GearIcon },
] as const;

/** The pages of the app: a list in the sidebar, tabs at the bottom of a small screen. */
export function Navigation() {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 border-t border-neutral-200 bg-neutral-50 pb-[env(safe-area-inset-bottom)] md:static md:mt-3 md:border-0 md:bg-transparent dark:border-neutral-800 dark:bg-neutral-950 md:dark:bg-transparent"
    >
      <ul className="flex md:flex-col md:gap-0.5">
        {PAGES.map(({ path, label, icon: Icon }) => (
          <li key={path} className="flex-1">
            <NavLink
              to={path}
              className="focus-ring flex h-14 flex-col items-center justify-center gap-1 rounded-lg text-[11px] font-medium text-neutral-600 -outline-offset-2! transition-colors hover:text-neutral-900 aria-[current=page]:text-neutral-900 md:h-8 md:flex-row md:justify-start md:gap-2.5 md:px-2 md:text-[13px] md:hover:bg-neutral-200/60 md:aria-[current=page]:bg-neutral-200/80 dark:text-neutral-400 dark:hover:text-neutral-100 dark:aria-[current=page]:text-white md:dark:hover:bg-neutral-800/60 md:dark:aria-[current=page]:bg-neutral-800"
            >
              <Icon className="size-5 md:size-4" />
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
