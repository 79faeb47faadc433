import type { CommandErrorHandler } from '@fluxstudio/plugin-host/react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { messageOf } from '../api-client.ts';
import type { ProjectStore } from '../projects/project-store.ts';
import { useStore } from '../store.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { WorkspaceView } from './workspace-view.tsx';

export interface WorkspacePageProps {
  readonly projects: ProjectStore;
  readonly workspaces: OpenWorkspace;
  onOpenPalette(): void;
  readonly onCommandError: CommandErrorHandler;
  onBoardError(error: unknown): void;
}

/** `/projects/:id`: opens that project, and shows it once it is open. */
export function WorkspacePage({ projects, workspaces, ...rest }: WorkspacePageProps) {
  const { id = '' } = useParams();
  const all = useStore(projects).projects;
  const workspace = useStore(workspaces);
  const project = all.find((each) => each.id === id);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let gone = false;
    setProblem(null);
    projects.open(id).then(
      () => gone || workspaces.open(id),
      (error) => gone || setProblem(messageOf(error)),
    );
    return () => {
      gone = true;
      // What is drawn is on the server before another page asks for it.
      void workspaces.getSnapshot()?.sync.flush();
    };
  }, [projects, workspaces, id]);

  const name = project?.name;
  useEffect(() => {
    if (name) document.title = `${name} · FluxStudio example`;
  }, [name]);

  if (project && workspace?.projectId === id)
    return <WorkspaceView key={id} project={project} workspace={workspace} {...rest} />;
  return (
    <main
      id="content"
      className="flex min-h-dvh flex-col items-center justify-center gap-3 p-6 text-center text-[13px]"
    >
      {problem ? (
        <>
          <h1 className="text-sm font-semibold">This project cannot be opened</h1>
          <p role="alert" className="max-w-md text-neutral-600 dark:text-neutral-400">
            {problem}
          </p>
          <Link to="/projects" className="focus-ring rounded font-medium underline underline-offset-4">
            Go to your projects
          </Link>
        </>
      ) : (
        <p role="status" className="text-neutral-600 dark:text-neutral-400">
          Opening the project…
        </p>
      )}
    </main>
  );
}
