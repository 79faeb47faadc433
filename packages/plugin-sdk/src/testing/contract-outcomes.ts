import type { ErrorCode } from '@fluxstudio/plugin-protocol/errors';

/** In which situation a method is called. */
export const SITUATIONS = [
  'granted',
  'not granted',
  'revoked while in flight',
  'bad arguments',
  'service throws',
  'service absent',
  'aborted',
  'host disposed',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** What becomes of it: it works, an error code (or the name of an error of the platform), or why the situation cannot be. */
export type Outcome = 'ok' | ErrorCode | 'AbortError' | `n/a: ${string}`;

const DENIED = 'PERMISSION_DENIED';
const INVALID = 'INVALID_ARGUMENT';
const ABSENT = 'NOT_SUPPORTED';
/** The app's own error, of which a plugin learns no more. */
const THROWN = 'INTERNAL';
const GONE = 'DISPOSED';
/** A permission is not needed, so there is none to lack. */
const FREE = 'ok';
/** Nobody waits for an answer, so nobody learns that there is none. */
const UNHEARD = 'ok';
/** The mirror in the worker outlives the host. */
const MIRRORED = 'ok';

const NEEDS_NOTHING = 'n/a: needs no permission';
const ONE_TURN = 'n/a: answered in the turn it arrives in';
const MIRROR = 'n/a: read from the mirror in the worker';
const ANYTHING = 'n/a: takes anything';
const OWN = 'n/a: behind it is the host itself';
const NO_SIGNAL = 'n/a: takes no signal';

type Row = readonly [
  granted: Outcome,
  notGranted: Outcome,
  revoked: Outcome,
  bad: Outcome,
  throws: Outcome,
  absent: Outcome,
  aborted: Outcome,
  disposed: Outcome,
];

/** The outcome of every method of the contract in every {@link SITUATIONS situation}, in their order. */
// biome-ignore format: a table
export const OUTCOMES: Readonly<Record<string, Row>> = {
  'commands.register':                  ['ok', DENIED, ONE_TURN,      INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'commands.execute':                   ['ok', DENIED, 'ok',          INVALID,  'INTERNAL', 'NOT_FOUND', NO_SIGNAL, GONE],
  'commands.getAll':                    ['ok', DENIED, MIRROR,        MIRROR,   OWN,    OWN,    NO_SIGNAL, MIRRORED],
  'ui.showNotification':                ['ok', DENIED, ONE_TURN,      INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'ui.showModal':                       ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'ui.showQuickPick':                   ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'ui.showInputBox':                    ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'ui.startProgress':                   ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'ui.reportProgress':                  ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'ui.setContext':                     ['ok', DENIED, ONE_TURN,      INVALID,  OWN,    OWN,    NO_SIGNAL, GONE],
  'ui.registerPanel':                   ['ok', DENIED, ONE_TURN,      INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'ui.revealPanel':                    ['ok', DENIED, OWN,           INVALID,  OWN,    OWN,    NO_SIGNAL, GONE],
  'ui.updatePanel':                     ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'ui.postToWebview':                   ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'ui.registerToolbarItem':             ['ok', DENIED, ONE_TURN,      INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'projects.getCurrent':                ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'projects.getAll':                    ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'projects.open':                      ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'projects.create':                    ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'files.read':                         ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'files.readBytes':                    ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'files.write':                        ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'files.delete':                       ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'files.exists':                       ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'files.list':                         ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'ai.chat':                            ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, 'ABORTED', GONE],
  'ai.chatStream':                      ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, 'ABORTED', GONE],
  'ai.generate':                        ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, 'ABORTED', GONE],
  'ai.suggest':                         ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, 'ABORTED', GONE],
  'events.on':                          ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'events.emit':                        ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'extensions.getAll':                 ['ok', FREE,   NEEDS_NOTHING, MIRROR,   OWN,    OWN,    NO_SIGNAL, MIRRORED],
  'extensions.call':                   ['ok', FREE,   NEEDS_NOTHING, INVALID,  'PLUGIN_ERROR', OWN, NO_SIGNAL, GONE],
  'extensions.onDidChange':            ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'workspace.getConfiguration':         ['ok', FREE,   NEEDS_NOTHING, MIRROR,   OWN,    OWN,    NO_SIGNAL, MIRRORED],
  'workspace.updateConfiguration':      ['ok', FREE,   NEEDS_NOTHING, INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'workspace.onDidChangeConfiguration': ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'network.fetch':                      ['ok', DENIED, 'ok',          INVALID,  'NETWORK_ERROR', ABSENT, 'AbortError', GONE],
  'permissions.getAll':                 ['ok', FREE,   NEEDS_NOTHING, MIRROR,   OWN,    OWN,    NO_SIGNAL, MIRRORED],
  'permissions.contains':               ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, GONE],
  'permissions.request':                ['ok', FREE,   NEEDS_NOTHING, INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'permissions.onDidChange':            ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'clipboard.writeText':                ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'env.get':                            ['ok', FREE,   NEEDS_NOTHING, MIRROR,   THROWN, 'ok',   NO_SIGNAL, MIRRORED],
  'env.onDidChange':                    ['ok', FREE,   NEEDS_NOTHING, INVALID,  OWN,    'ok',   NO_SIGNAL, UNHEARD],
  'l10n.getTexts':                      ['ok', FREE,   NEEDS_NOTHING, MIRROR,   THROWN, 'ok',   NO_SIGNAL, MIRRORED],
  'storage.get':                        ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'storage.set':                        ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'storage.delete':                     ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'storage.keys':                       ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'storage.clear':                      ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'storage.getUsage':                   ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'storage.onDidChange':                ['ok', DENIED, ONE_TURN,      INVALID,  OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'storage.sync.get':                   ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'storage.sync.set':                   ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'storage.sync.delete':                ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'storage.sync.keys':                  ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'storage.sync.clear':                 ['ok', DENIED, 'ok',          INVALID,  THROWN, ABSENT, NO_SIGNAL, GONE],
  'secrets.get':                        ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'secrets.set':                        ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'secrets.delete':                     ['ok', DENIED, 'ok',          INVALID,  THROWN, OWN,    NO_SIGNAL, GONE],
  'log.debug':                          ['ok', FREE,   NEEDS_NOTHING, ANYTHING, OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'log.info':                           ['ok', FREE,   NEEDS_NOTHING, ANYTHING, OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'log.warn':                           ['ok', FREE,   NEEDS_NOTHING, ANYTHING, OWN,    OWN,    NO_SIGNAL, UNHEARD],
  'log.error':                          ['ok', FREE,   NEEDS_NOTHING, ANYTHING, OWN,    OWN,    NO_SIGNAL, UNHEARD],
};
