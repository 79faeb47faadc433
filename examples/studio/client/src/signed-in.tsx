import {
  CommandPalette,
  PluginHostProvider,
  useConsent,
  useInteractions,
  useModals,
} from '@fluxstudio/plugin-host/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Navigate, Route, Routes, useNavigate } from 'react-router';
import { messageOf } from './api-client.ts';
import { Shell } from './layout/shell.tsx';
import { ChosenPluginTheme } from './plugins/chosen-plugin-theme.tsx';
import { PluginsPage } from './plugins/plugins-page.tsx';
import { useAppEvents } from './plugins/use-app-events.ts';
import { useContextKeys } from './plugins/use-context-keys.ts';
import { useUserPluginHost } from './plugins/use-user-plugin-host.ts';
import { ProjectsPage } from './projects/projects-page.tsx';
import type { Session } from './session/session-store.ts';
import { createSessionParts } from './session-parts.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { useStudio } from './studio-context.tsx';
import { ToastStack } from './toasts/toast-stack.tsx';
import { ConfirmDialog } from './ui/confirm-dialog.tsx';
import { WorkspacePage } from './workspace/workspace-page.tsx';

/** By its name the app is told from plugins that are named like it. */
const STRINGS = { 'app.name': 'FluxStudio' };

/** The app for one user. Everything in here belongs to that user and goes with them. */
export function SignedIn({ session }: { readonly session: Session }) {
  const studio = useStudio();
  const { toasts } = studio;
  const navigate = useNavigate();
  const [paletteOpen, setPaletteOpen] = useState(false);
  // The router's function changes with each page; a plugin host must not.
  const latestNavigate = useRef(navigate);
  useEffect(() => {
    latestNavigate.current = navigate;
  });

  const [consent, consentDialog] = useConsent();
  const [interactions, interactionDialogs] = useInteractions();
  const [modals, modalElement] = useModals();
  /** The project that the user is asked about. */
  const [leaving, setLeaving] = useState<string | null>(null);
  const [parts] = useState(() =>
    createSessionParts({
      session,
      studio,
      consent,
      interactions,
      modals,
      go: (path) => void latestNavigate.current(path),
      askToDelete: setLeaving,
    }),
  );
  const { projects, workspaces, openProject } = parts;
  const { host, startup } = useUserPluginHost(
    session.user.id,
    parts.fetch,
    parts.services,
    parts.namespaces,
    parts.addCommands,
  );
  useContextKeys(host, workspaces);
  useAppEvents(host, projects, workspaces);
  useEffect(() => void projects.load(), [projects]);
  useEffect(() => workspaces.close, [workspaces]);
  // What was said to this user is not for the next one.
  useEffect(() => toasts.closeAll, [toasts]);

  const tell = useCallback(
    (title: string, error: unknown) => void toasts.show({ type: 'error', title, message: messageOf(error) }),
    [toasts],
  );
  const onCommandError = (error: unknown, { command }: { readonly command: string }) =>
    tell(`“${host?.commands.get(command)?.title ?? command}” failed`, error);
  const openPalette = () => setPaletteOpen(true);

  const onLeaving = async (id: string, confirmed: boolean) => {
    setLeaving(null);
    if (!confirmed) return;
    try {
      if (workspaces.getSnapshot()?.projectId === id) workspaces.close();
      await projects.delete(id);
    } catch (error) {
      tell('The project could not be deleted', error);
    }
  };

  if (!host) return null;
  return (
    <PluginHostProvider host={host} strings={STRINGS}>
      <Routes>
        <Route
          path="/projects/:id"
          element={
            <WorkspacePage
              projects={projects}
              workspaces={workspaces}
              onOpenPalette={openPalette}
              onCommandError={onCommandError}
              onBoardError={(error) => tell('The shape was not added', error)}
            />
          }
        />
        <Route element={<Shell user={session.user} onOpenPalette={openPalette} />}>
          <Route
            path="/projects"
            element={
              <ProjectsPage projects={projects} onOpen={openProject} onCommandError={onCommandError} />
            }
          />
          <Route
            path="/plugins"
            element={<PluginsPage startup={startup} onSignIn={studio.session.signOut} />}
          />
          <Route path="/settings" element={<SettingsPage user={session.user} />} />
        </Route>
        <Route path="*" element={<Navigate to="/projects" replace />} />
      </Routes>
      <CommandPalette
        items={parts.commands}
        open={paletteOpen}
        onOpenChange={setPaletteOpen}
        onError={(error, { label }) => tell(`“${label}” failed`, error)}
      />
      {leaving !== null && (
        <ConfirmDialog
          title={`Delete “${projects.getSnapshot().projects.find(({ id }) => id === leaving)?.name ?? leaving}”?`}
          message="Its board and its files go with it. This cannot be undone."
          action="Delete project"
          onAnswer={(confirmed) => void onLeaving(leaving, confirmed)}
        />
      )}
      <ChosenPluginTheme onError={(error) => tell('The plugin of this theme did not start', error)} />
      {consentDialog}
      {interactionDialogs}
      {modalElement}
      <ToastStack />
    </PluginHostProvider>
  );
}
