import type { Project } from '@fluxstudio/plugin-host';
import { PluginText } from '@fluxstudio/plugin-host/react';
import { projectType } from './project-types.ts';

export interface ProjectCardProps {
  readonly project: Project;
  /** The user works in it. */
  readonly current: boolean;
  onOpen(): void;
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** One project. Its name may come from a plugin, so it is shown as foreign text. */
export function ProjectCard({ project, current, onOpen }: ProjectCardProps) {
  const { label, icon: Icon } = projectType(project.type);
  return (
    <li className="min-w-0">
      <button
        type="button"
        data-project={project.id}
        onClick={onOpen}
        aria-current={current ? 'true' : undefined}
        className="focus-ring group block w-full overflow-hidden rounded-xl border border-neutral-200 bg-white text-left transition-colors hover:border-neutral-400 aria-[current=true]:border-neutral-900 dark:border-neutral-800 dark:bg-neutral-900 dark:hover:border-neutral-600 dark:aria-[current=true]:border-neutral-200"
      >
        <span className="flex h-28 items-center justify-center border-b border-neutral-200 bg-neutral-50 bg-[radial-gradient(var(--color-neutral-300)_1px,transparent_1px)] bg-[size:12px_12px] dark:border-neutral-800 dark:bg-neutral-950 dark:bg-[radial-gradient(var(--color-neutral-700)_1px,transparent_1px)]">
          <span className="flex size-10 items-center justify-center rounded-lg border border-neutral-200 bg-white text-neutral-700 shadow-sm transition-transform group-hover:-translate-y-0.5 motion-reduce:transition-none dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-200">
            <Icon className="size-5" />
          </span>
        </span>
        <span className="flex items-center gap-3 p-3.5">
          <span className="min-w-0 flex-1">
            <PluginText text={project.name} truncate className="text-sm font-medium" />
            <span className="mt-0.5 flex gap-1 text-xs text-neutral-600 dark:text-neutral-400">
              <span className="min-w-0">
                <PluginText text={label} truncate />
              </span>
              <span className="shrink-0">· {day.format(new Date(project.updatedAt))}</span>
            </span>
          </span>
          {current && (
            <span className="shrink-0 rounded-full bg-neutral-900 px-2 py-0.5 text-[11px] font-medium text-white dark:bg-neutral-100 dark:text-neutral-900">
              Open
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
