import type { PluginManifest } from '@fluxstudio/plugin-host';
import {
  CommandPalette,
  PluginContextMenu,
  PluginMenu,
  PluginStatusBar,
  PluginToolbar,
  usePluginTheme,
} from '@fluxstudio/plugin-host/react';
import type { ReactNode } from 'react';
import { Fixture } from '../fixtures/fixture.tsx';
import { ALIGN_MARK, BOARD_ICON, LOCK_MARK, SPREAD_MARK } from '../fixtures/icons.ts';
import { manifestOf, SAMPLES, THEMES } from '../fixtures/manifests.ts';
import { installOf } from '../fixtures/rows.ts';
import { appears, openContextMenu, press, type } from '../play.ts';
import type { Story } from '../story.ts';

const TOOLS = manifestOf({
  id: 'board-tools',
  name: 'Board Tools',
  icon: BOARD_ICON,
  permissions: ['commands', 'ui'],
  contributes: {
    commands: [
      { id: 'run', title: 'Align the selection', shortcut: 'Ctrl+Alt+A' },
      { id: 'spread', title: 'Spread evenly' },
      { id: 'lock', title: 'Lock the board' },
      { id: 'distribute', title: 'Distribute horizontally', shortcut: 'Ctrl+Alt+Shift+H' },
    ],
    menus: [
      { id: 'm1', command: 'run', group: '1' },
      { id: 'm2', command: 'spread', group: '1' },
      { id: 'm3', command: 'lock', group: '2' },
    ],
    toolbarItems: [
      { id: 't1', command: 'run', icon: ALIGN_MARK, tooltip: 'Align the selection', location: 'main' },
      { id: 't2', command: 'spread', icon: SPREAD_MARK, location: 'main' },
      { id: 't3', command: 'lock', icon: LOCK_MARK, location: 'main' },
    ],
    contextMenus: [
      {
        id: 'c1',
        targetType: 'canvas',
        items: [
          { id: 'a', command: 'run' },
          { id: 'b', command: 'spread' },
          { id: 'c', command: 'distribute' },
        ],
      },
    ],
    statusBar: [
      { id: 's1', text: '3 shapes aligned', tooltip: 'Since you opened the board', command: 'run' },
      { id: 's2', text: 'Grid 8 px', alignment: 'right' },
    ],
  },
});

const everything = [TOOLS, ...SAMPLES];
const items = [{ id: 'new-project', label: 'New project', category: 'Studio', action: () => undefined }];

function shown(children: ReactNode, plugins: readonly PluginManifest[] = everything): ReactNode {
  return (
    <Fixture installed={plugins.map((manifest) => installOf(manifest, { state: 'active' }))}>
      {children}
    </Fixture>
  );
}

/** A theme of a plugin on a part of the page. */
function Themed() {
  const theme = usePluginTheme(`${THEMES.id}.midnight`, {
    variables: { background: '--story-background', accent: '--story-accent' },
  });
  return (
    <div className="rounded-xl bg-(--story-background) p-8 text-white">
      <p className="text-(--story-accent)">{theme?.name ?? 'No theme'}</p>
    </div>
  );
}

/** Where what plugins contribute is shown. */
export const CONTRIBUTION_STORIES: readonly Story[] = [
  { name: 'palette', shows: 'Generate palette', render: () => shown(<CommandPalette open items={items} />) },
  {
    name: 'palette-nothing-found',
    shows: 'No matching commands',
    render: () => shown(<CommandPalette open items={items} />),
    play: () => type('zzz', '[role="combobox"]'),
  },
  {
    name: 'toolbar',
    shows: 'toolbar',
    render: () => shown(<PluginToolbar location="main" />),
    play: async () => void (await appears(() => document.querySelector('[role="toolbar"] button'))),
  },
  {
    name: 'toolbar-narrow',
    shows: 'Lock the board',
    render: () =>
      shown(
        <div className="w-20">
          <PluginToolbar location="main" />
        </div>,
      ),
    play: () => press('More tools'),
  },
  { name: 'menu', shows: 'Spread evenly', render: () => shown(<PluginMenu />), play: () => press('Plugins') },
  {
    name: 'context-menu',
    shows: 'Spread evenly',
    render: () =>
      shown(
        <PluginContextMenu type="canvas" data={{ id: 'shape-1' }}>
          <button type="button" className="rounded-lg border border-neutral-300 p-12 dark:border-neutral-700">
            A shape
          </button>
        </PluginContextMenu>,
      ),
    play: () => openContextMenu('main button'),
  },
  {
    name: 'status-bar',
    shows: 'Grid 8 px',
    render: () => shown(<PluginStatusBar className="border-t border-neutral-200 dark:border-neutral-800" />),
  },
  { name: 'theme', shows: 'Midnight', render: () => shown(<Themed />) },
];
