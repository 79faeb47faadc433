import { createEvent, fireEvent, render, screen, within } from '@testing-library/react';
import { StrictMode, useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cleanup, settle, testManifest } from '../test-host.tsx';
import { PluginPermissionDialog } from './plugin-permission-dialog.tsx';
import { usePermissionPrompt } from './use-permission-prompt.tsx';

afterEach(cleanup);

const manifest = testManifest({
  name: 'Color Palette',
  permissions: ['storage', 'network'],
  network: { hosts: ['api.colors.example', '*.palette.example'] },
  permissionReasons: { storage: '<b>to</b> remember palettes' },
});

function show(fields: Record<string, unknown> = {}) {
  const onApprove = vi.fn();
  const onCancel = vi.fn();
  const checked = { ...manifest, ...fields };
  const view = render(
    <PluginPermissionDialog manifest={checked} onApprove={onApprove} onCancel={onCancel} />,
  );
  return { ...view, onApprove, onCancel, dialog: screen.getByRole('dialog') };
}

describe('PluginPermissionDialog', () => {
  it('is a named modal dialog that starts on Cancel', () => {
    const { dialog } = show();
    expect(screen.getByRole('dialog', { name: 'Install Color Palette?' })).toBe(dialog);
    expect(dialog.hasAttribute('open')).toBe(true);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
  });

  it('says what each permission allows, where it connects to, and why, as plain text', () => {
    const { dialog, container } = show();
    const text = dialog.textContent;
    expect(text).toContain('Keep its own data');
    expect(text).toContain('Connect to the internet');
    expect(within(dialog).getByRole('list', { name: 'Hosts' }).textContent).toBe(
      'api.colors.example*.palette.example',
    );
    expect(text).toContain('<b>to</b> remember palettes');
    expect(container.querySelector('b')).toBeNull();
  });

  it('approves exactly what was asked for', () => {
    const { onApprove } = show();
    fireEvent.click(screen.getByRole('button', { name: 'Approve and install' }));
    expect(onApprove).toHaveBeenCalledExactlyOnceWith(['storage', 'network']);
  });

  it('says so when a plugin asks for nothing, and approves an empty list', () => {
    const { dialog, onApprove } = show({ permissions: [] });
    expect(dialog.textContent).toContain('asks for no permissions');
    fireEvent.click(screen.getByRole('button', { name: 'Approve and install' }));
    expect(onApprove).toHaveBeenCalledWith([]);
  });

  it('cancels on Escape and on the back gesture', () => {
    const { dialog, onCancel, onApprove } = show();
    fireEvent.keyDown(dialog, { key: 'Escape' });
    expect(onCancel).toHaveBeenCalledTimes(1);
    const back = createEvent('cancel', dialog, { cancelable: true });
    fireEvent(dialog, back);
    expect(back.defaultPrevented).toBe(true);
    expect(onCancel).toHaveBeenCalledTimes(2);
    expect(onApprove).not.toHaveBeenCalled();
  });

  it('takes neither a held Enter key nor the second half of a double click for an answer', () => {
    const { onApprove } = show();
    const approve = screen.getByRole('button', { name: 'Approve and install' });
    fireEvent.click(approve, { detail: 2 });
    expect(onApprove).not.toHaveBeenCalled();
    const held = createEvent.keyDown(approve, { key: 'Enter', repeat: true });
    fireEvent(approve, held);
    expect(held.defaultPrevented).toBe(true);
  });

  it('keeps Tab inside', () => {
    show();
    const cancel = screen.getByRole('button', { name: 'Cancel' });
    const approve = screen.getByRole('button', { name: 'Approve and install' });
    approve.focus();
    fireEvent.keyDown(approve, { key: 'Tab' });
    expect(document.activeElement).toBe(cancel);
    fireEvent.keyDown(cancel, { key: 'Tab', shiftKey: true });
    expect(document.activeElement).toBe(approve);
  });

  it('shows a permission it does not know by its name', () => {
    const { dialog } = show({ permissions: ['constructor'] });
    expect(dialog.textContent).toContain('constructor');
  });
});

describe('usePermissionPrompt', () => {
  const answers: unknown[] = [];
  function Asker() {
    const [ask, dialog] = usePermissionPrompt();
    const [name, setName] = useState('');
    return (
      <>
        <button type="button" onClick={async () => answers.push(await ask(manifest))}>
          Ask
        </button>
        <input aria-label="Name" value={name} onChange={(event) => setName(event.target.value)} />
        {dialog}
      </>
    );
  }

  it('resolves with the answer and gives the focus back', async () => {
    answers.length = 0;
    render(
      <StrictMode>
        <Asker />
      </StrictMode>,
    );
    const opener = screen.getByRole('button', { name: 'Ask' });
    opener.focus();
    fireEvent.click(opener);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await settle();
    expect(document.activeElement).toBe(opener);
    fireEvent.click(opener);
    fireEvent.click(screen.getByRole('button', { name: 'Approve and install' }));
    await settle();
    expect(answers).toEqual([null, ['storage', 'network']]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(opener);
  });

  it('answers no when it is unmounted', async () => {
    answers.length = 0;
    const { unmount } = render(<Asker />);
    fireEvent.click(screen.getByRole('button', { name: 'Ask' }));
    unmount();
    await settle();
    expect(answers).toEqual([null]);
  });
});
