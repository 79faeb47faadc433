import type { DialogCall, HostNotification, PluginIdentity } from '@fluxstudio/plugin-host';
import { useInteractions, useNotifications } from '@fluxstudio/plugin-host/react';
import { useEffect } from 'react';
import { Fixture } from '../fixtures/fixture.tsx';
import { HOSTILE, hostileText } from '../fixtures/hostile.ts';
import { NOTES_ICON } from '../fixtures/icons.ts';
import { type } from '../play.ts';
import type { Story } from '../story.ts';

type Interactions = ReturnType<typeof useInteractions>[0];

const PLUGIN: PluginIdentity = { id: 'release-notes', name: 'Release Notes', icon: NOTES_ICON };

/** A call that ends with the component that made it. */
function useCall(plugin: PluginIdentity, run: (call: DialogCall) => unknown): void {
  useEffect(() => {
    const ended = new AbortController();
    void run({ plugin, signal: ended.signal, mayFocus: true });
    return () => ended.abort();
  }, []);
}

interface AskProps {
  readonly plugin?: PluginIdentity;
  readonly ask: (interactions: Interactions, call: DialogCall) => unknown;
}

/** What a plugin asks the user. */
function Ask({ plugin = PLUGIN, ask }: AskProps) {
  const [interactions, element] = useInteractions();
  useCall(plugin, (call) => ask(interactions, call));
  return element;
}

function Toasts({ notifications }: { readonly notifications: readonly Omit<HostNotification, 'signal'>[] }) {
  const [service, element] = useNotifications();
  useCall(PLUGIN, ({ signal }) => {
    for (const notification of notifications) service.show({ ...notification, signal });
  });
  return element;
}

const TOOLS = ['Grid', 'Palette', 'Export', 'Icons'].map((label) => ({
  id: label.toLowerCase(),
  label,
  description: `${label} 4.2`,
  detail: `What is new in ${label}`,
}));

const reply = (label: string) => ({ label, run: async () => undefined });
const forever = { plugin: PLUGIN, duration: 0, actions: [] };

const NOTIFICATIONS: readonly Omit<HostNotification, 'signal'>[] = [
  {
    ...forever,
    type: 'info',
    title: 'Grid 4.2 is out',
    message: 'With guides.',
    actions: [reply('Read it')],
  },
  { ...forever, type: 'success', title: 'Saved' },
  {
    ...forever,
    type: 'warning',
    title: 'The token ends tomorrow',
    actions: [reply('Renew'), reply('Later')],
  },
  {
    ...forever,
    type: 'error',
    title: 'The notes could not be loaded',
    message: 'The server did not answer.',
  },
];

const LONG = 'A long message that says much more than fits in one line of a narrow page. '.repeat(6);
const LONG_NOTIFICATIONS = Array.from({ length: 5 }, (_, index) => ({
  ...forever,
  type: 'info' as const,
  title: `Long message ${index + 1}`,
  message: LONG,
  actions: [reply('Read it')],
}));

/** As many as are shown at once. */
const FOUR_KINDS = ['100 KB', 'right-to-left override', 'emoji sequence', 'html'];

/** Questions and messages of plugins. */
export const QUESTION_STORIES: readonly Story[] = [
  {
    name: 'quick-pick',
    shows: 'What is new in Palette',
    render: () => (
      <Fixture>
        <Ask
          ask={({ pick }, call) =>
            pick?.({ items: TOOLS, title: 'Which tool?', placeholder: 'Type a name', multiple: false }, call)
          }
        />
      </Fixture>
    ),
  },
  {
    name: 'quick-pick-multiple',
    shows: 'What is new in Palette',
    render: () => (
      <Fixture>
        <Ask
          ask={({ pick }, call) => pick?.({ items: TOOLS, title: 'Which tools?', multiple: true }, call)}
        />
      </Fixture>
    ),
  },
  {
    name: 'quick-pick-nothing',
    shows: 'Nothing matches',
    render: () => (
      <Fixture>
        <Ask ask={({ pick }, call) => pick?.({ items: TOOLS, multiple: false }, call)} />
      </Fixture>
    ),
    play: () => type('zzz', 'dialog input'),
  },
  {
    name: 'input-box',
    shows: 'Your token',
    render: () => (
      <Fixture>
        <Ask
          ask={({ input }, call) =>
            input?.(
              { title: 'Your token', prompt: 'Made in your account of the service.', password: true },
              call,
            )
          }
        />
      </Fixture>
    ),
  },
  {
    name: 'progress',
    shows: 'Fetching the notes',
    render: () => (
      <Fixture>
        <Ask
          ask={async ({ progress }, call) => {
            const cancel = () => undefined;
            const known = await progress?.({ title: 'Fetching the notes', cancellable: true, cancel }, call);
            known?.report({ message: '12 of 40', percent: 30 });
            await progress?.({ title: 'Looking for tools', cancel }, call);
          }}
        />
      </Fixture>
    ),
  },
  {
    name: 'notifications',
    shows: 'Grid 4.2 is out',
    render: () => (
      <Fixture>
        <Toasts notifications={NOTIFICATIONS} />
      </Fixture>
    ),
  },
  {
    name: 'notifications-long',
    shows: 'Long message 5',
    render: () => (
      <Fixture>
        <Toasts notifications={LONG_NOTIFICATIONS} />
      </Fixture>
    ),
  },
  {
    name: 'hostile-quick-pick',
    shows: '<img src=x',
    hostile: true,
    render: () => (
      <Fixture>
        <Ask
          plugin={{ id: 'hostile', name: hostileText('100 KB'), icon: hostileText('html') }}
          ask={({ pick }, call) =>
            pick?.(
              {
                items: HOSTILE.map(([id, label]) => ({
                  id,
                  label,
                  description: label,
                  detail: label,
                  icon: label,
                })),
                title: hostileText('100 KB'),
                placeholder: hostileText('html'),
                multiple: false,
              },
              call,
            )
          }
        />
      </Fixture>
    ),
  },
  {
    name: 'hostile-input-box',
    shows: '<img src=x',
    hostile: true,
    render: () => (
      <Fixture>
        <Ask
          plugin={{ id: 'hostile', name: hostileText('emoji sequence') }}
          ask={({ input }, call) =>
            input?.(
              {
                title: hostileText('html'),
                prompt: hostileText('100 KB'),
                value: hostileText('right-to-left override'),
              },
              call,
            )
          }
        />
      </Fixture>
    ),
  },
  {
    name: 'hostile-progress',
    shows: '<img src=x',
    hostile: true,
    render: () => (
      <Fixture>
        <Ask
          plugin={{ id: 'hostile', name: hostileText('look-alike letters') }}
          ask={async ({ progress }, call) => {
            const cancel = () => undefined;
            for (const [, title] of HOSTILE) {
              const shown = await progress?.({ title, cancellable: true, cancel }, call);
              shown?.report({ message: title, percent: 40 });
            }
          }}
        />
      </Fixture>
    ),
  },
  {
    name: 'hostile-notifications',
    shows: '<img src=x',
    hostile: true,
    render: () => (
      <Fixture>
        <Toasts
          notifications={FOUR_KINDS.map(hostileText).map((text, index) => ({
            plugin: { id: `hostile-${index}`, name: text, icon: text },
            type: 'warning',
            title: text,
            message: text,
            duration: 0,
            actions: [reply(text)],
          }))}
        />
      </Fixture>
    ),
  },
];
