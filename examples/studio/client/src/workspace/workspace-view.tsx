import type { Project } from '@fluxstudio/plugin-host';
import { type CommandErrorHandler, PluginOutlet, PluginStatusBar } from '@fluxstudio/plugin-host/react';
import { useEffect, useRef, useState } from 'react';
import { Canvas, PAPER } from '../board/canvas.tsx';
import { FileEditor } from '../editor/file-editor.tsx';
import { useFileOpening } from '../editor/use-file-opening.tsx';
import { FilesPanel } from '../panels/files-panel.tsx';
import { LayersPanel } from '../panels/layers-panel.tsx';
import { PropertiesPanel } from '../panels/properties-panel.tsx';
import { TimelinePanel } from '../panels/timeline-panel.tsx';
import { useStore } from '../store.ts';
import type { Workspace } from './open-workspace.ts';
import { type PanelId, PanelSwitch } from './panel-switch.tsx';
import { SyncNote, SyncStatus } from './sync-note.tsx';
import { WorkspaceHeader } from './workspace-header.tsx';
import { ZoomControl } from './zoom-control.tsx';

export interface WorkspaceViewProps {
  readonly project: Project;
  readonly workspace: Workspace;
  onOpenPalette(): void;
  /** A command of a menu or a toolbar failed. */
  readonly onCommandError: CommandErrorHandler;
  onBoardError(error: unknown): void;
}

/** `relative`: what only screen readers see of a panel scrolls with it, and does not make the page longer. */
const SIDE =
  'relative overflow-y-auto border-neutral-200 bg-white max-lg:h-[38dvh] max-lg:border-t dark:border-neutral-800 dark:bg-neutral-900';
/** Beside a text there is less to set and more to read. */
const WITH_FILE = 'lg:grid-cols-[15rem_minmax(0,1fr)_max(15rem,30vw)]';
const WITH_BOARD = 'lg:grid-cols-[15rem_minmax(0,1fr)_15rem]';
/** Around the paper, on large screens and small. */
const MARGINS = [80, 48] as const;
const SMALL = 640;

/** The board of a project with everything around it. */
export function WorkspaceView(props: WorkspaceViewProps) {
  const { project, workspace, onOpenPalette, onCommandError, onBoardError } = props;
  const { board, sync, files, editor } = workspace;
  const { shapes, selection } = useStore(board);
  const { status } = useStore(sync);
  const file = useStore(editor);
  const [zoom, setZoom] = useState(1);
  const [panel, setPanel] = useState<PanelId | null>(null);
  const stage = useRef<HTMLElement>(null);
  const textField = useRef<HTMLTextAreaElement>(null);
  const opening = useFileOpening(editor, () => stage.current?.focus());

  // At first the whole paper is seen.
  useEffect(() => {
    const { clientWidth = 0, clientHeight = 0 } = stage.current ?? {};
    const margin = MARGINS[window.innerWidth < SMALL ? 1 : 0];
    const fits = Math.min((clientWidth - margin) / PAPER.width, (clientHeight - margin) / PAPER.height, 1);
    if (clientWidth > 0) setZoom(Math.max(0.25, Math.floor(fits * 100) / 100));
  }, []);

  const shownOnSmall = (id: PanelId) => (panel === id ? '' : 'max-lg:hidden');
  return (
    <div className="flex h-dvh flex-col">
      <WorkspaceHeader
        project={project}
        board={board}
        onOpenPalette={onOpenPalette}
        onError={onCommandError}
        onBoardError={onBoardError}
      />
      <SyncNote sync={sync} />
      <div
        className={`flex min-h-0 flex-1 flex-col lg:grid lg:grid-rows-[minmax(0,1fr)_11rem] ${file ? WITH_FILE : WITH_BOARD}`}
      >
        <aside
          aria-label="Sidebar"
          className={`${SIDE} lg:row-span-2 lg:border-e ${shownOnSmall('left')} max-lg:order-1`}
        >
          <LayersPanel board={board} />
          <FilesPanel files={files} opened={file?.path} onOpen={opening.open} onError={onCommandError} />
          <PluginOutlet location="sidebar" onReveal={() => setPanel('left')} />
        </aside>
        <main id="content" ref={stage} tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 outline-none">
          {file ? (
            <FileEditor editor={editor} file={file} onClose={opening.close} />
          ) : status === 'loading' || status === 'absent' ? (
            <div className="flex-1 bg-neutral-100 dark:bg-neutral-950" />
          ) : (
            <Canvas
              board={board}
              zoom={zoom}
              onError={onCommandError}
              onEditText={() => {
                setPanel('right');
                // The panel is there after this render.
                requestAnimationFrame(() => textField.current?.focus());
              }}
            />
          )}
        </main>
        <aside
          aria-label="Properties"
          className={`${SIDE} lg:row-span-2 lg:border-s ${shownOnSmall('right')} max-lg:order-1`}
        >
          {(!file || selection.length > 0) && <PropertiesPanel board={board} textField={textField} />}
          <PluginOutlet location="rightPanel" onReveal={() => setPanel('right')} />
        </aside>
        <section
          aria-label="Bottom panel"
          className={`${SIDE} lg:border-t ${shownOnSmall('bottom')} max-lg:order-1`}
        >
          <TimelinePanel board={board} onError={onCommandError} />
          <PluginOutlet location="bottomPanel" onReveal={() => setPanel('bottom')} />
        </section>
      </div>
      <PanelSwitch shown={panel} onChange={setPanel} />
      <footer className="flex min-h-8 items-center gap-3 border-t border-neutral-200 bg-neutral-50 px-3 text-xs text-neutral-700 dark:border-neutral-800 dark:bg-neutral-950 dark:text-neutral-300">
        <SyncStatus sync={sync} />
        <span className="shrink-0 max-sm:hidden">
          {shapes.length === 1 ? '1 shape' : `${shapes.length} shapes`}
          {selection.length > 0 && `, ${selection.length} selected`}
        </span>
        <PluginStatusBar onError={onCommandError} className="min-w-0 flex-1" />
        <span className="ms-auto">{!file && <ZoomControl zoom={zoom} onChange={setZoom} />}</span>
      </footer>
      {opening.question}
    </div>
  );
}
