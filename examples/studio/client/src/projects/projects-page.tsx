import { type CommandErrorHandler, PluginContextMenu } from '@fluxstudio/plugin-host/react';
import { useRef } from 'react';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../layout/page-header.tsx';
import { useStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { COMMAND_ICONS } from '../ui/command-icons.tsx';
import { FolderIcon, PlusIcon } from '../ui/icons.tsx';
import { NewProjectForm } from './new-project-form.tsx';
import { ProjectCard } from './project-card.tsx';
import type { ProjectStore } from './project-store.ts';

export interface ProjectsPageProps {
  readonly projects: ProjectStore;
  /** Leads to its board. */
  onOpen(id: string): void;
  readonly onCommandError: CommandErrorHandler;
}

/** All projects. `?new` in the address opens the form, so that a command can do it from anywhere. */
export function ProjectsPage({ projects, onOpen, onCommandError }: ProjectsPageProps) {
  const state = useStore(projects);
  const [search, setSearch] = useSearchParams();
  const newButton = useRef<HTMLButtonElement>(null);
  const creating = search.has('new');

  const done = () => {
    setSearch({}, { replace: true });
    newButton.current?.focus();
  };

  return (
    <>
      <PageHeader title="Projects" description="Everything you are working on.">
        <Button
          ref={newButton}
          variant="primary"
          aria-expanded={creating}
          onClick={() => (creating ? done() : setSearch({ new: '' }))}
        >
          <PlusIcon className="size-3.5" />
          New project
        </Button>
      </PageHeader>
      {creating && <NewProjectForm projects={projects} onDone={done} />}
      {state.status === 'loading' && (
        <p role="status" className="text-[13px] text-neutral-600 dark:text-neutral-400">
          Loading your projects…
        </p>
      )}
      {state.status === 'failed' && (
        <div
          role="alert"
          className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-red-200 bg-red-50 p-3 text-[13px] text-red-900 dark:border-red-900/70 dark:bg-red-950/40 dark:text-red-200"
        >
          Your projects could not be loaded. {state.error}
          <Button onClick={() => projects.load()}>Retry</Button>
        </div>
      )}
      {state.status === 'ready' && state.projects.length === 0 && !creating && (
        <div className="flex flex-col items-center rounded-xl border border-dashed border-neutral-300 px-6 py-14 text-center dark:border-neutral-700">
          <span className="flex size-10 items-center justify-center rounded-lg bg-neutral-100 text-neutral-600 dark:bg-neutral-800 dark:text-neutral-300">
            <FolderIcon className="size-5" />
          </span>
          <p className="mt-3 text-sm font-medium">No projects yet</p>
          <p className="mt-1 max-w-xs text-[13px] text-neutral-600 dark:text-neutral-400">
            Create one to get started. Plugins that you allow to can see it too.
          </p>
          <Button className="mt-4" onClick={() => setSearch({ new: '' })}>
            Create your first project
          </Button>
        </div>
      )}
      {state.projects.length > 0 && (
        <PluginContextMenu type="project" data={targetOf} icons={COMMAND_ICONS} onError={onCommandError}>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))] gap-4">
            {state.projects.map((project) => (
              <ProjectCard
                key={project.id}
                project={project}
                current={project.id === state.currentId}
                onOpen={() => onOpen(project.id)}
              />
            ))}
          </ul>
        </PluginContextMenu>
      )}
    </>
  );
}

function targetOf(element: Element): { id: string } | null {
  const id = element.closest('[data-project]')?.getAttribute('data-project');
  return id ? { id } : null;
}
