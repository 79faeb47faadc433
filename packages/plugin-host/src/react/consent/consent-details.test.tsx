import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConsentRequest } from '../../services.ts';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { InputBox } from '../questions/input-box.tsx';
import type { PluginStrings } from '../strings/default-strings.ts';
import { cleanup, createTestHost, renderWithHost, testManifest } from '../test-host.tsx';
import { ARMING_TIME } from '../ui/use-armed.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { PluginPermissionDialog } from './plugin-permission-dialog.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const button = (name: string) => screen.getByRole('button', { name });

function showInstall(fields: Record<string, unknown>) {
  const onApprove = vi.fn();
  render(
    <PluginPermissionDialog manifest={testManifest(fields)} onApprove={onApprove} onCancel={() => {}} />,
  );
  return onApprove;
}

describe('before an install', () => {
  it('sets the sensitive permissions apart from the others', () => {
    showInstall({
      permissions: ['storage', 'files:write', 'webview', 'commands', 'network'],
      network: { hosts: [] },
    });
    const names = (name: string) =>
      [...screen.getByRole('list', { name }).querySelectorAll('code')].map(({ textContent }) => textContent);
    expect(names('Look at these closely')).toEqual(['files:write', 'webview', 'network']);
    expect(names('Also asked for')).toEqual(['storage', 'commands']);
    // What cannot be prevented is said before it is allowed.
    screen.getByText(/a form that asks for a password.*can send what they know to anyone/);
  });

  it('sets a permission of the app apart when the app says that it is sensitive', async () => {
    const { host } = await createTestHost();
    const about = { description: 'Of the app.' };
    const appPermissions = new Map([
      ['board', { title: 'Draw', ...about }],
      ['payments', { title: 'Pay', ...about, sensitive: true }],
    ]);
    renderWithHost(
      { ...host, appPermissions },
      <PluginPermissionDialog
        manifest={testManifest({ permissions: ['board', 'payments'] })}
        onApprove={() => {}}
        onCancel={() => {}}
      />,
    );
    expect(screen.getByRole('list', { name: 'Look at these closely' }).textContent).toContain('Pay');
    expect(screen.getByRole('list', { name: 'Also asked for' }).textContent).toContain('Draw');
  });

  it('warns of a name that looks like that of another plugin which is installed', async () => {
    const { host } = await createTestHost([testManifest({ id: 'palette', name: 'Color Palette' })]);
    const ask = (fields: Record<string, unknown>) => (
      <PluginPermissionDialog manifest={testManifest(fields)} onApprove={() => {}} onCancel={() => {}} />
    );
    const { unmount } = renderWithHost(host, ask({ id: 'other', name: 'Соlor Palette' }));
    expect(screen.getByRole('note').textContent).toContain('like that of “Color Palette” (palette)');
    unmount();
    renderWithHost(host, ask({ id: 'palette', name: 'Color Palette' }));
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('has the parts of what is optional below its heading', () => {
    showInstall({ permissions: [], optionalPermissions: ['storage', 'ai'] });
    expect(screen.getByRole('heading', { name: 'Optional', level: 3 })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Look at these closely', level: 4 })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Optional' }).textContent).toContain('storage');
  });

  it('offers what is optional, not ticked, and approves what is', () => {
    const onApprove = showInstall({
      permissions: ['files'],
      optionalPermissions: ['files:read', 'ai', 'storage'],
    });
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map((box) => [box.getAttribute('aria-label'), box.checked])).toEqual([
      ['Allow ai', false],
      ['Allow storage', false],
    ]);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Allow storage' }));
    fireEvent.click(button('Approve and install'));
    expect(onApprove).toHaveBeenCalledExactlyOnceWith(['files', 'storage']);
  });

  it('takes no click for a yes before the dialog was there for a while; a key has to come here first', () => {
    vi.useFakeTimers();
    const onApprove = showInstall({ permissions: ['storage'] });
    const approve = button('Approve and install');
    expect(approve.getAttribute('aria-disabled')).toBe('true');
    act(() => vi.advanceTimersByTime(ARMING_TIME - 1));
    fireEvent.click(approve, { detail: 1 });
    expect(onApprove).not.toHaveBeenCalled();
    fireEvent.click(approve, { detail: 0 });
    expect(onApprove).toHaveBeenCalledTimes(1);
    act(() => vi.advanceTimersByTime(1));
    expect(approve.hasAttribute('aria-disabled')).toBe(false);
    fireEvent.click(approve, { detail: 1 });
    expect(onApprove).toHaveBeenCalledTimes(2);
  });

  it('takes no click for a yes either when a dialog of a plugin has just gone from on top of it', () => {
    vi.useFakeTimers();
    const onApprove = showInstall({ permissions: ['storage'] });
    const cover = render(
      <InputBox
        mayFocus
        plugin={{ id: 'evil', name: 'Evil' }}
        request={{ title: 'Next' }}
        answer={() => {}}
      />,
    );
    act(() => vi.advanceTimersByTime(10 * ARMING_TIME));
    cover.unmount();
    const approve = button('Approve and install');
    fireEvent.click(approve, { detail: 1 });
    expect(onApprove).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(ARMING_TIME));
    fireEvent.click(approve, { detail: 1 });
    expect(onApprove).toHaveBeenCalledOnce();
  });

  it('names the publisher, and says which words are the plugin’s', () => {
    showInstall({
      author: { name: 'Example Author' },
      publisher: 'example-publisher',
      permissions: ['storage'],
      permissionReasons: { storage: 'Trust me' },
    });
    const { textContent } = screen.getByRole('dialog');
    expect(textContent).toContain('demo by Example Author');
    expect(textContent).toContain('Says it is published by example-publisher');
    expect(textContent).toContain('In the plugin’s own words: Trust me');
  });

  it.each([
    [false, 'Published by example-org'],
    [true, 'Published by example-org (verified)'],
  ])('takes the word of the marketplace over the manifest’s (verified: %s)', (verified, line) => {
    render(
      <PluginPermissionDialog
        manifest={testManifest({ publisher: 'somebody-else' })}
        origin={{ publisher: 'example-org', verified }}
        onApprove={() => {}}
        onCancel={() => {}}
      />,
    );
    expect(screen.getByText(line)).toBeTruthy();
    expect(screen.getByRole('dialog').textContent).not.toContain('somebody-else');
  });

  it('explains hosts: wildcards, look-alike letters, no encryption, and folds up a long list', () => {
    const hosts = ['*', '*.example.com', 'http://localhost:3000', 'xn--pple-43d.example'];
    const many = Array.from({ length: 7 }, (_, index) => `h${index}.example`);
    showInstall({ permissions: ['network'], network: { hosts: [...hosts, ...many] } });
    const { textContent } = screen.getByRole('dialog');
    for (const words of [
      '“*” alone is every host there is.',
      'stands for every host that ends that way',
      'letters that can look like those of another host',
      'is not encrypted',
    ])
      expect(textContent).toContain(words);
    expect(screen.getByText('3 more hosts').closest('details')?.open).toBe(false);
  });

  it('explains nothing about plain hosts, and shows other letters the way they are sent', () => {
    const manifest = testManifest({ permissions: ['network'], network: { hosts: ['api.example.com'] } });
    const unchecked = { ...manifest, network: { hosts: ['api.example.com', 'https://*.аpple.example'] } };
    render(<PluginPermissionDialog manifest={unchecked} onApprove={() => {}} onCancel={() => {}} />);
    expect(screen.getByRole('list', { name: 'Hosts' }).textContent).toBe(
      'api.example.comhttps://*.xn--pple-43d.example',
    );
    cleanup();
    render(<PluginPermissionDialog manifest={manifest} onApprove={() => {}} onCancel={() => {}} />);
    expect(screen.getByRole('dialog').textContent).not.toMatch(/“/);
  });

  it.each([
    ['Pаlette', 'mixes letters of different alphabets'],
    ['Palette\u202Egnp', 'turn the direction of text around'],
    ['Pal\u200Bette', 'cannot be seen'],
    ['FIuxStudio', 'looks like it'],
  ])('warns of the name %s', async (name, words) => {
    const { host } = await createTestHost();
    render(
      <PluginHostProvider host={host} strings={{ 'app.name': 'FluxStudio' }}>
        <PluginPermissionDialog manifest={testManifest({ name })} onApprove={() => {}} onCancel={() => {}} />
      </PluginHostProvider>,
    );
    expect(screen.getByRole('note').textContent).toContain(words);
  });

  it('warns of no usual name', () => {
    showInstall({ name: 'Grüne Palette 👩‍🎨' });
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('speaks the language of the app', async () => {
    const { host } = await createTestHost();
    const strings: PluginStrings = {
      'consent.install': '{name} installieren?',
      'consent.install.allow': 'Erlauben und installieren',
      'permission.files:write': 'Ihre Dateien ändern',
    };
    const manifest = testManifest({ permissions: ['files:write'] });
    render(
      <PluginHostProvider host={host} strings={strings} locale="de">
        <PluginPermissionDialog manifest={manifest} onApprove={() => {}} onCancel={() => {}} />
      </PluginHostProvider>,
    );
    const dialog = screen.getByRole('dialog', { name: 'Demo installieren?' });
    expect(within(dialog).getByRole('heading', { level: 2 }).textContent).toBe('Demo installieren?');
    expect(button('Erlauben und installieren')).toBeTruthy();
    expect(dialog.textContent).toContain('Ihre Dateien ändern');
  });
});

describe('on an update', () => {
  const request: ConsentRequest = {
    plugin: { id: 'demo', name: 'Demo' },
    permissions: ['network'],
    reasons: {},
    hosts: ['new.example'],
    occasion: 'update',
  };

  async function showUpdate(granted: string[]) {
    const manifest = testManifest({
      publisher: 'example-publisher',
      permissions: ['storage', 'network'],
      network: { hosts: ['old.example'] },
    });
    const { host } = await createTestHost([manifest]);
    await host.registry.grants.set('demo', granted);
    const onDecide = vi.fn();
    renderWithHost(host, <ConsentDialog request={request} onDecide={onDecide} />);
    return onDecide;
  }

  it('shows the difference, and what stays folded up', async () => {
    const onDecide = await showUpdate(['storage', 'network']);
    expect(screen.getByRole('list', { name: 'New hosts' }).textContent).toBe('new.example');
    const kept = screen.getByText('What it may do already (2)').closest('details');
    expect(kept?.open).toBe(false);
    expect(kept?.textContent).toContain('Keep its own data');
    expect(kept?.textContent).toContain('old.example');
    expect(kept?.textContent).not.toContain('new.example');
    expect(screen.getByText('Says it is published by example-publisher')).toBeTruthy();
    fireEvent.click(button('Allow and update'));
    expect(onDecide).toHaveBeenCalledExactlyOnceWith({ granted: ['network'], session: false });
  });

  it('calls no host new where there was none, and folds up nothing that is not granted', async () => {
    await showUpdate([]);
    expect(screen.getByRole('list', { name: 'Hosts' }).textContent).toBe('new.example');
    expect(screen.queryByText(/What it may do already/)).toBeNull();
  });
});
