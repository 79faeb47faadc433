import {
  CommandPalette,
  type PaletteItem,
  PluginHostProvider,
  useConsent,
} from '@fluxstudio/plugin-host/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router';
import { appCommands } from './app-commands.tsx';
import { boardNamespace } from './board/board-namespace.ts';
import { createBoardStore } from './board/board-store.ts';
import { Shell } from './layout/shell.tsx';
import { createHostServices } from './plugins/host-services.ts';
import { PluginsPage } from './plugins/plugins-page.tsx';
import { useUserPluginHost } from './plugins/use-user-plugin-host.ts';
import { createProjectStore } from './projects/project-store.ts';
import { ProjectsPage } from './projects/projects-page.tsx';
import { createAuthorisedFetch } from './session/authorised-fetch.ts';
import type { Session } from './session/session-store.ts';
import { useStudio } from './studio-context.tsx';
import { ToastStack } from './toasts/toast-stack.tsx';

/** The app for one user. Everything in here belongs to that user and goes with them. */
export function SignedIn({ session }: { readonly session: Session }) {
  const { session: sessions, theme, toasts } = useStudio();
  const navigate = useNavigate();
  const [paletteOpen, setPaletteOpen] = useState(false);
  // The router's function changes with each page; a plugin host must not.
  const latestNavigate = useRef(navigate);
  useEffect(() => {
    latestNavigate.current = navigate;
  });

  const [consent, consentDialog] = useConsent();
  const [parts] = useState(() => {
    const fetch = createAuthorisedFetch(session, sessions.expire);
    const projects = createProjectStore(fetch);
    const board = createBoardStore();
    const go = (path: string) => void latestNavigate.current(path);
    return {
      fetch,
      projects,
      board,
      namespaces: [boardNamespace(board)],
      services: createHostServices({ toasts, projects, consent, showProjects: () => go('/projects') }),
      commands: appCommands({ go, theme, sessions }),
    };
  });
  const { host, startup } = useUserPluginHost(session.user.id, parts.fetch, parts.services, parts.namespaces);
  // What the `when` clauses of plugins can speak of.
  const { pathname } = useLocation();
  useEffect(() => host?.context.set('view', pathname.slice(1)), [host, pathname]);
  useEffect(() => void parts.projects.load(), [parts]);
  // What was said to this user is not for the next one.
  useEffect(() => toasts.closeAll, [toasts]);

  const onCommandError = useMemo(
    () => (error: unknown, item: PaletteItem) => {
      const message = error instanceof Error ? error.message : String(error);
      void toasts.show({ type: 'error', title: `“${item.label}” failed`, message });
    },
    [toasts],
  );

  return (
    <>
      <Shell user={session.user} onOpenPalette={() => setPaletteOpen(true)}>
        <Routes>
          <Route index element={<Navigate to="/projects" replace />} />
          <Route path="/projects" element={<ProjectsPage projects={parts.projects} board={parts.board} />} />
          <Route
            path="/plugins"
            element={
              host && (
                <PluginHostProvider host={host}>
                  <PluginsPage startup={startup} />
                </PluginHostProvider>
              )
            }
          />
          <Route path="*" element={<Navigate to="/projects" replace />} />
        </Routes>
      </Shell>
      {host && (
        <PluginHostProvider host={host}>
          <CommandPalette
            items={parts.commands}
            open={paletteOpen}
            onOpenChange={setPaletteOpen}
            onError={onCommandError}
          />
          {consentDialog}
        </PluginHostProvider>
      )}
      <ToastStack />
    </>
  );
}
