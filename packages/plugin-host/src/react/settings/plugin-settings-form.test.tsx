import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cleanup, settle } from '../test-host.tsx';
import { SettingsFormPart } from './settings-part.tsx';

afterEach(cleanup);

const schema: PluginSettingsSchema = {
  properties: {
    title: {
      type: 'string',
      title: 'Title',
      description: 'Shown on top',
      default: 'Untitled',
      validation: { required: true, max: 8 },
    },
    count: { type: 'number', title: 'Count', default: 5, validation: { min: 2, max: 9 } },
    live: { type: 'boolean', title: 'Live', default: true },
    mode: {
      type: 'select',
      title: 'Mode',
      default: 2,
      enum: [
        { value: 1, label: 'One' },
        { value: 2, label: 'Two' },
      ],
    },
    tags: {
      type: 'multiselect',
      title: 'Tags',
      default: [],
      enum: [
        { value: 'a', label: 'Alpha' },
        { value: 'b', label: 'Beta' },
      ],
      validation: { max: 1 },
    },
    tint: { type: 'color', title: 'Tint', default: '#112233' },
    logo: { type: 'file', title: 'Logo' },
  },
};
const defaults = { title: 'Untitled', count: 5, live: true, mode: 2, tags: [], tint: '#112233' };

function show(settings: Record<string, unknown> = {}, onSave = vi.fn(async () => {})) {
  const onClose = vi.fn();
  render(
    <SettingsFormPart
      schema={schema}
      settings={{ ...defaults, ...settings }}
      onSave={onSave}
      onClose={onClose}
    />,
  );
  return { onSave, onClose };
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const save = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settle();
};

describe('PluginSettingsForm', () => {
  it('saves what changed, with the types of the schema, and nothing else', async () => {
    const { onSave, onClose } = show({ count: 7 });
    type('Title (required)', 'Board');
    type('Mode', '0');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Live' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Beta' }));
    type('Tint', '#abcdef');
    await save();
    expect(onSave).toHaveBeenCalledExactlyOnceWith({
      title: 'Board',
      mode: 1,
      live: false,
      tags: ['b'],
      tint: '#abcdef',
    });
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('sends nothing when nothing changed', async () => {
    const { onSave, onClose } = show();
    await save();
    expect(onSave).not.toHaveBeenCalled();
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('names what breaks a rule, ties the message to its field and puts the focus there', async () => {
    const { onSave } = show();
    type('Title (required)', '');
    type('Count', '1');
    type('Tint', 'blue');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Alpha' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Beta' }));
    await save();
    expect(onSave).not.toHaveBeenCalled();
    for (const message of [
      'Must not be empty.',
      'Must be 2 or more.',
      'Must be a colour such as #1e90ff.',
      'Must have at most 1 option.',
    ]) {
      expect(screen.getByText(message)).toBeTruthy();
    }
    const title = screen.getByLabelText('Title (required)');
    expect(document.activeElement).toBe(title);
    expect(title.getAttribute('aria-invalid')).toBe('true');
    const described = (title.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id));
    expect(described.map((element) => element?.textContent)).toEqual(['Shown on top', 'Must not be empty.']);
    type('Title (required)', 'far too long');
    expect(screen.getByText('Must have at most 8 characters.')).toBeTruthy();
    type('Count', '99');
    expect(screen.getByText('Must be 9 or less.')).toBeTruthy();
  });

  it('fills in the defaults, saved only on Save', async () => {
    const { onSave } = show({ count: 7, title: 'Mine' });
    fireEvent.click(screen.getByRole('button', { name: 'Reset to defaults' }));
    expect(screen.getByRole('status').textContent).toContain('Save to keep them');
    expect(onSave).not.toHaveBeenCalled();
    await save();
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ count: 5, title: 'Untitled' });
  });

  it('stays open and says why saving failed', async () => {
    const { onClose } = show(
      {},
      vi.fn(async () => {
        throw new Error('The server could not be reached');
      }),
    );
    type('Count', '3');
    await save();
    expect(screen.getByRole('alert').textContent).toContain('The server could not be reached');
    expect(onClose).not.toHaveBeenCalled();
    expect((screen.getByLabelText('Count') as HTMLInputElement).value).toBe('3');
  });

  it('keeps a small file as a data URL and refuses a large one', async () => {
    const { onSave } = show();
    const pick = async (file: File) => {
      fireEvent.change(screen.getByLabelText('Logo'), { target: { files: [file] } });
      await settle();
    };
    await pick(new File([new Uint8Array(70_000)], 'big.png', { type: 'image/png' }));
    expect(screen.getByRole('alert').textContent).toContain(
      'big.png has 69 KB. Choose a file of at most 32 KB.',
    );
    await pick(new File(['hi'], 'a b.txt', { type: 'text/plain' }));
    expect(screen.getByText('Chosen: a b.txt')).toBeTruthy();
    await save();
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ logo: 'data:text/plain;name=a%20b.txt;base64,aGk=' });
  });

  it('shows an empty control for a value of another type', () => {
    show({ count: 'many', title: 3 });
    expect((screen.getByLabelText('Count') as HTMLInputElement).value).toBe('');
    expect((screen.getByLabelText('Title (required)') as HTMLInputElement).value).toBe('');
  });

  it('says what is wrong as it is typed, once the user has gone on to another field', () => {
    show();
    const title = screen.getByLabelText('Title (required)');
    type('Title (required)', '');
    expect(screen.queryByText('Must not be empty.')).toBeNull();
    fireEvent.blur(title, { relatedTarget: screen.getByRole('button', { name: 'Save' }) });
    expect(screen.queryByText('Must not be empty.')).toBeNull();
    fireEvent.blur(title, { relatedTarget: screen.getByLabelText('Count') });
    expect(screen.getByText('Must not be empty.')).toBeTruthy();
    type('Title (required)', 'far too long');
    expect(screen.getByText('Must have at most 8 characters.')).toBeTruthy();
    type('Title (required)', 'Board');
    expect(screen.queryByText(/^Must/)).toBeNull();
    type('Count', '1');
    expect(screen.queryByText(/^Must/)).toBeNull();
  });

  it('does not take going from option to option for leaving the field', () => {
    show();
    const [alpha, beta] = ['Alpha', 'Beta'].map((name) => screen.getByRole('checkbox', { name }));
    for (const box of [alpha, beta]) if (box) fireEvent.click(box);
    if (alpha) fireEvent.blur(alpha, { relatedTarget: beta });
    expect(screen.queryByText('Must have at most 1 option.')).toBeNull();
  });

  it('applies patterns once what checks them is there', async () => {
    const code = { type: 'string', title: 'Code', validation: { pattern: '[A-Z]{2}' } } as const;
    const onSave = vi.fn(async () => {});
    render(
      <SettingsFormPart schema={{ properties: { code } }} settings={{}} onSave={onSave} onClose={() => {}} />,
    );
    await vi.waitFor(async () => {
      type('Code', 'ABC');
      await save();
      expect(screen.getByText('Must match [A-Z]{2}.')).toBeTruthy();
    });
    type('Code', 'AB');
    expect(screen.queryByText('Must match [A-Z]{2}.')).toBeNull();
    await save();
    expect(onSave).toHaveBeenLastCalledWith({ code: 'AB' });
  });

  it('shows what the host or the server refuses at its field, until that is changed', async () => {
    const issues = [
      { field: 'settings.count', message: 'settings.count must be 8 or less', code: 'max' },
      { field: 'settings.gone', message: 'settings.gone must be text', code: 'type' },
    ];
    const { onClose } = show(
      {},
      vi.fn(async () => {
        throw new PluginError('INVALID_SETTINGS', 'The settings of demo were not stored', {
          data: { issues },
        });
      }),
    );
    type('Count', '9');
    await save();
    const count = screen.getByLabelText('Count');
    expect(screen.getByText('Must be 8 or less.')).toBeTruthy();
    expect(document.activeElement).toBe(count);
    expect(count.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('correct what is marked');
    expect(onClose).not.toHaveBeenCalled();
    type('Count', '7');
    expect(screen.queryByText('Must be 8 or less.')).toBeNull();
  });

  it('saves other settings beside a choice that is no longer offered', async () => {
    const { onSave } = show({ mode: 'gone', tags: ['gone', 'a'] });
    expect((screen.getByLabelText('Mode') as HTMLSelectElement).value).toBe('-1');
    type('Count', '3');
    await save();
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ count: 3 });
  });

  it('follows `order`, because a database may not keep the order of the manifest', () => {
    const late = { type: 'boolean', title: 'Late', order: 2 } as const;
    const early = { type: 'boolean', title: 'Early', order: 1 } as const;
    render(
      <SettingsFormPart
        schema={{ properties: { late, early } }}
        settings={{}}
        onSave={async () => {}}
        onClose={() => {}}
      />,
    );
    expect(screen.getAllByRole('checkbox').map((box) => box.parentElement?.textContent)).toEqual([
      'Early',
      'Late',
    ]);
  });
});
