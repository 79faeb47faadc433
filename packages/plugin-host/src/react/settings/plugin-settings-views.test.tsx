import type { PluginSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cleanup, createTestHost, renderWithHost, settle, testManifest } from '../test-host.tsx';
import { SettingsDialogPart, SettingsFormPart } from './settings-part.tsx';

afterEach(cleanup);

const option = (value: string) => ({ value, label: value.toUpperCase() });
const schema: PluginSettingsSchema = {
  properties: {
    count: { type: 'number', title: 'Count', default: 5, validation: { min: 2, max: 9 } },
    live: { type: 'boolean', title: 'Live', default: true },
    tags: { type: 'multiselect', title: 'Tags', default: [], enum: [option('a'), option('b')] },
  },
};
const many: PluginSettingsSchema = {
  properties: Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [
      `field${index}`,
      {
        type: 'string' as const,
        title: `Field ${index}`,
        description: index === 4 ? 'Where exports go' : 'Other',
        default: '',
        validation: { max: 3 },
      },
    ]),
  ),
};

function show(form: PluginSettingsSchema = schema, settings: Record<string, unknown> = {}) {
  const onSave = vi.fn(async () => {});
  const onClose = vi.fn();
  const defaults = { count: 5, live: true, tags: [] };
  render(
    <SettingsFormPart
      schema={form}
      settings={{ ...defaults, ...settings }}
      onSave={onSave}
      onClose={onClose}
    />,
  );
  return { onSave, onClose };
}
const button = (name: string) => screen.getByRole('button', { name });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const save = async () => {
  fireEvent.click(button('Save'));
  await settle();
};
const status = () => screen.getByRole('status').textContent;
const json = () => screen.getByLabelText<HTMLTextAreaElement>('Settings as JSON');

describe('resetting one setting', () => {
  it('is offered where a value is not its default, and keeps the focus in the field', async () => {
    const { onSave } = show(schema, { count: 7, tags: ['a'] });
    expect(screen.queryByRole('button', { name: 'Reset Live' })).toBeNull();
    fireEvent.click(button('Reset Count'));
    expect((screen.getByLabelText('Count') as HTMLInputElement).value).toBe('5');
    expect(document.activeElement).toBe(screen.getByLabelText('Count'));
    expect(screen.queryByRole('button', { name: 'Reset Count' })).toBeNull();
    expect(status()).toBe('Count has its default again. Save to keep it.');
    await save();
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ count: 5 });
  });
});

describe('search', () => {
  it('is there for many settings only', () => {
    show();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it('finds by title, description and name, and says how many', () => {
    show(many);
    type('Search settings', 'EXPORTS');
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
    expect(screen.getByLabelText('Field 4')).toBeTruthy();
    expect(screen.getByText('1 setting found')).toBeTruthy();
    type('Search settings', 'field7');
    expect(screen.getByLabelText('Field 7')).toBeTruthy();
    type('Search settings', 'nowhere');
    expect(screen.getByText('No setting matches.')).toBeTruthy();
    const enter = createEvent.keyDown(screen.getByRole('searchbox'), { key: 'Enter' });
    fireEvent(screen.getByRole('searchbox'), enter);
    expect(enter.defaultPrevented).toBe(true);
  });

  it('makes way for a field that is to be corrected', async () => {
    const { onSave } = show(many);
    type('Field 2', 'too long');
    type('Search settings', 'exports');
    expect(screen.queryByLabelText('Field 2')).toBeNull();
    await save();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(screen.getByLabelText('Field 2'));
    expect(status()).toBe('1 setting is to be corrected.');
  });
});

describe('JSON view', () => {
  it('shows the values, and puts what was applied into the form, saved only on Save', async () => {
    const { onSave } = show(schema, { count: 7 });
    fireEvent.click(button('Edit as JSON'));
    expect(document.activeElement).toBe(json());
    expect(JSON.parse(json().value)).toEqual({ count: 7, live: true, tags: [] });
    type('Settings as JSON', '{"live": false, "tags": ["b"]}');
    fireEvent.click(button('Apply'));
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button('Edit as JSON'));
    expect((screen.getByLabelText('Count') as HTMLInputElement).value).toBe('5');
    expect(status()).toBe('Put into the form. Save to keep it.');
    await save();
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ count: 5, live: false, tags: ['b'] });
  });

  it.each([
    ['{', /^This is no JSON yet: /],
    ['[1]', 'Must be an object of settings, in { and }.'],
    ['null', 'Must be an object of settings, in { and }.'],
    ['{"count": 99}', 'count: Must be 9 or less.'],
    ['{"count": {"a": 1}}', 'count: Must be a number.'],
    ['{"tags": ["a", "x"]}', 'tags[1]: Must only have one of "a", "b".'],
    ['{"tags": "a"}', 'tags: Must be a list.'],
    ['{"constructor": 1}', 'constructor: There is no such setting.'],
    ['{"__proto__": 1}', '__proto__: There is no such setting.'],
  ])('does not apply %s', (text, problem) => {
    show();
    fireEvent.click(button('Edit as JSON'));
    type('Settings as JSON', text);
    expect(screen.getByText(problem)).toBeTruthy();
    expect(json().getAttribute('aria-invalid')).toBe('true');
    fireEvent.click(button('Apply'));
    expect(json().value).toBe(text);
  });

  it('asks before it drops what was typed, and not otherwise', () => {
    show();
    fireEvent.click(button('Edit as JSON'));
    fireEvent.click(button('Back to the form'));
    expect(screen.queryByLabelText('Settings as JSON')).toBeNull();
    fireEvent.click(button('Edit as JSON'));
    type('Settings as JSON', '{}');
    fireEvent.click(button('Back to the form'));
    expect(screen.getByRole('alert').textContent).toBe('Your changes are not saved.');
    fireEvent.click(button('Keep editing'));
    expect(json().value).toBe('{}');
    fireEvent.click(button('Back to the form'));
    fireEvent.click(button('Discard changes'));
    expect(screen.getByLabelText('Count')).toBeTruthy();
  });
});

describe('changes that are not saved', () => {
  it('are asked about before the form closes', () => {
    const { onClose } = show();
    type('Count', '7');
    button('Cancel').focus();
    fireEvent.click(button('Cancel'));
    expect(onClose).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button('Keep editing'));
    fireEvent.click(button('Keep editing'));
    expect((screen.getByLabelText('Count') as HTMLInputElement).value).toBe('7');
    fireEvent.click(button('Cancel'));
    fireEvent.click(button('Discard changes'));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('hold up leaving the page, and only they do', () => {
    show();
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    type('Count', '7');
    expect(leave()).toBe(true);
    type('Count', '5');
    expect(leave()).toBe(false);
  });

  it('are asked about on Escape in the dialog; a second Escape keeps them', async () => {
    const manifest = testManifest({ settings: schema });
    const { host } = await createTestHost([manifest]);
    const [plugin] = host.registry.getAllPlugins();
    if (!plugin) throw new Error('not installed');
    const onClose = vi.fn();
    renderWithHost(host, <SettingsDialogPart plugin={plugin} onClose={onClose} />);
    const dialog = screen.getByRole('dialog', { name: 'Demo settings' });
    type('Count', '7');
    fireEvent.keyDown(dialog, { key: 'Escape' });
    expect(screen.getByRole('alert').textContent).toBe('Your changes are not saved.');
    fireEvent.keyDown(dialog, { key: 'Escape' });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onClose).not.toHaveBeenCalled();
    type('Count', '5');
    fireEvent.keyDown(dialog, { key: 'Escape' });
    expect(onClose).toHaveBeenCalledOnce();
  });
});
