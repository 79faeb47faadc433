import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConsentDecision, ConsentRequest, ConsentService } from '../../services.ts';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { cleanup, createTestHost } from '../test-host.tsx';
import { useConsent } from './use-consent.tsx';

afterEach(cleanup);

const request: ConsentRequest = {
  plugin: { id: 'palette', name: 'Color Palette' },
  permissions: ['network'],
  reasons: { network: '<b>to</b> look colours up' },
  hosts: ['api.colors.example'],
  occasion: 'request',
};

const ICON = 'data:image/svg+xml,<svg/>';
const own = new Map([
  ['board', { title: 'Change the board', description: 'Add colours to it.', icon: ICON }],
]);

async function setUp() {
  const { host } = await createTestHost();
  const services: ConsentService[] = [];
  function App() {
    const [consent, dialog] = useConsent();
    services.push(consent);
    return <PluginHostProvider host={{ ...host, appPermissions: own }}>{dialog}</PluginHostProvider>;
  }
  const view = render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  const controller = new AbortController();
  const ask = (fields: Partial<ConsentRequest> = {}): Promise<ConsentDecision> => {
    let answer: Promise<ConsentDecision> | undefined;
    act(() => {
      answer = services.at(-1)?.ask({ ...request, ...fields }, controller.signal);
    });
    if (!answer) throw new Error('not rendered');
    return answer;
  };
  return { ...view, ask, services, controller };
}

const button = (name: string) => screen.getByRole('button', { name });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });

describe('useConsent', () => {
  it('shows what is asked for, why and where to, as text', async () => {
    const { ask, container } = await setUp();
    void ask();
    const dialog = screen.getByRole('dialog', { name: 'Allow Color Palette to do more?' });
    expect(dialog.textContent).toContain('Connect to the internet');
    expect(dialog.textContent).toContain('<b>to</b> look colours up');
    expect(container.querySelector('b')).toBeNull();
    expect(within(dialog).getByRole('list', { name: 'Hosts' }).textContent).toBe('api.colors.example');
  });

  it('starts on the refusal, with nothing ticked', async () => {
    const { ask } = await setUp();
    const answer = ask();
    expect(document.activeElement).toBe(button('Don’t allow'));
    expect(box('Only this session').checked).toBe(false);
    fireEvent.click(button('Don’t allow'));
    expect(await answer).toEqual({ granted: [] });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('takes neither a held Enter key nor the second half of a double click for an answer', async () => {
    const { ask } = await setUp();
    void ask();
    fireEvent.click(button('Allow'), { detail: 2 });
    const held = createEvent.keyDown(button('Allow'), { key: 'Enter', repeat: true });
    fireEvent(button('Allow'), held);
    expect(held.defaultPrevented).toBe(true);
    expect(screen.queryByRole('dialog')).not.toBeNull();
  });

  it('grants for the session when told so', async () => {
    const { ask } = await setUp();
    const answer = ask();
    fireEvent.click(box('Only this session'));
    fireEvent.click(button('Allow'));
    expect(await answer).toEqual({ granted: ['network'], session: true });
  });

  it('lets the user pick out of several', async () => {
    const { ask } = await setUp();
    const answer = ask({ permissions: ['ai', 'network', 'storage'], occasion: 'activation' });
    expect(screen.getByRole('dialog', { name: 'Allow Color Palette to do this?' })).toBeTruthy();
    fireEvent.click(button('Allow'));
    expect(screen.queryByRole('dialog')).not.toBeNull();
    for (const name of ['Allow storage', 'Allow ai', 'Allow network']) fireEvent.click(box(name));
    fireEvent.click(box('Allow network'));
    fireEvent.click(button('Allow'));
    expect(await answer).toEqual({ granted: ['ai', 'storage'], session: false });
  });

  it('allows an update as a whole', async () => {
    const { ask } = await setUp();
    const answer = ask({ permissions: ['ai', 'network'], occasion: 'update' });
    expect(screen.getByRole('dialog', { name: 'Update Color Palette?' })).toBeTruthy();
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    fireEvent.click(button('Allow and update'));
    expect(await answer).toEqual({ granted: ['ai', 'network'], session: false });
  });

  it('shows the permissions of the app in its own words and with its icon', async () => {
    const { ask, container } = await setUp();
    void ask({ permissions: ['board'] });
    expect(screen.getByRole('dialog').textContent).toContain('Change the boardboardAdd colours to it.');
    expect(container.querySelector('li img')?.getAttribute('src')).toBe(ICON);
  });

  it('asks one after the other, and is the same service at every render', async () => {
    const { ask, services } = await setUp();
    const first = ask();
    const second = ask({ plugin: { id: 'other', name: 'Other' } });
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    fireEvent.click(button('Allow'));
    expect((await first).granted).toEqual(['network']);
    expect(screen.getByRole('dialog', { name: 'Allow Other to do more?' })).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    expect(await second).toEqual({ granted: [] });
    expect(new Set(services).size).toBeLessThanOrEqual(2);
  });

  it('answers no when the question is withdrawn, and when it is unmounted', async () => {
    const { ask, controller, unmount } = await setUp();
    const withdrawn = ask();
    act(() => controller.abort());
    expect(await withdrawn).toEqual({ granted: [] });
    expect(screen.queryByRole('dialog')).toBeNull();
    const late = await ask();
    expect(late).toEqual({ granted: [] });
    unmount();
  });

  it('answers no to everything when it is unmounted', async () => {
    const { ask, unmount } = await setUp();
    const answers = [ask(), ask()];
    unmount();
    expect(await Promise.all(answers)).toEqual([{ granted: [] }, { granted: [] }]);
  });
});
