import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastDetail, openTestPanel, settle } from '../test-panel.tsx';

afterEach(cleanup);

const OPTIONS = [
  { value: 'png', label: 'PNG' },
  { value: 'svg', label: 'SVG' },
];

const FIELDS = [
  ['TextField', 'textbox', {}],
  ['TextArea', 'textbox', {}],
  ['Select', 'combobox', { options: OPTIONS }],
  ['Checkbox', 'checkbox', {}],
  ['Switch', 'switch', {}],
  ['Slider', 'slider', {}],
  ['ColorPicker', 'textbox', {}],
] as const;

describe.each(FIELDS)('%s', (name, role, props) => {
  it('has its label, description and error', () => {
    openTestPanel((root) =>
      root.append(h(name, { ...props, label: 'Format', description: 'What it becomes', error: 'Missing' })),
    );
    const control = screen.getByRole(role, { name: 'Format' });
    expect(control.getAttribute('aria-invalid')).toBe('true');
    const described = control.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      'What it becomes',
      'Missing',
    ]);
  });

  it('has a name without a label', () => {
    openTestPanel((root) => root.append(h(name, { ...props, label: undefined })));
    expect(screen.getByRole(role, { name: 'Field' })).toBeTruthy();
  });

  it('does nothing while it is disabled, and keeps the focus', () => {
    const onChange = vi.fn();
    openTestPanel((root) => root.append(h(name, { ...props, label: 'Format', disabled: true, onChange })));
    const control = screen.getByRole(role, { name: 'Format' });
    control.focus();
    fireEvent.click(control);
    if (role === 'combobox') fireEvent.change(control, { target: { value: '1' } });
    if (role === 'slider') fireEvent.change(control, { target: { value: '7' } });
    expect(onChange).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(control);
    expect(control.getAttribute('aria-disabled')).toBe('true');
  });
});

describe('TextField', () => {
  it('is filled by no browser, neither with what was typed before nor with a saved password', () => {
    for (const type of ['text', 'email', 'password'] as const)
      openTestPanel((root) => root.append(h('TextField', { label: type, type })));
    const asked = ['text', 'email', 'password'].map((label) =>
      screen.getByLabelText(label).getAttribute('autocomplete'),
    );
    expect(asked).toEqual(['off', 'off', 'new-password']);
  });
});

describe('TextArea', () => {
  it('tells what is typed, and shows what the plugin answers', async () => {
    openTestPanel((root) => {
      root.append(
        h('TextArea', {
          label: 'Text',
          onInput: ({ target, value }: { target: { value: unknown }; value: string }) => {
            target.value = value.toUpperCase();
          },
        }),
      );
    });
    const field = screen.getByLabelText<HTMLTextAreaElement>('Text');
    fireEvent.input(field, { target: { value: 'two\nlines' } });
    await settle();
    expect(field.value).toBe('TWO\nLINES');
  });
});

describe('TextField', () => {
  it('tells of a change when it is left, and before it is submitted', () => {
    const order: string[] = [];
    const note = (type: string) => () => order.push(type);
    openTestPanel((root) =>
      root.append(h('TextField', { label: 'Name', onChange: note('change'), onSubmit: note('submit') })),
    );
    const field = screen.getByLabelText('Name');
    fireEvent.input(field, { target: { value: 'Ada' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(order).toEqual(['change', 'submit']);
    fireEvent.blur(field);
    expect(order).toEqual(['change', 'submit']);
  });

  it('tells nothing more when it was emptied by the plugin that it was submitted to', async () => {
    const onChange = vi.fn();
    openTestPanel((root) =>
      root.append(
        h('TextField', {
          label: 'Name',
          onChange,
          onSubmit: ({ target }) => {
            target.value = '';
          },
        }),
      ),
    );
    const field = screen.getByLabelText<HTMLInputElement>('Name');
    fireEvent.input(field, { target: { value: 'Ada' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await settle();
    expect(field.value).toBe('');
    fireEvent.blur(field);
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});

describe('Select', () => {
  it('tells the value of the option, and shows its placeholder until one is chosen', () => {
    const onChange = vi.fn();
    openTestPanel((root) =>
      root.append(h('Select', { label: 'Format', placeholder: 'Choose', options: OPTIONS, onChange })),
    );
    const select = screen.getByLabelText<HTMLSelectElement>('Format');
    expect(select.selectedOptions[0]?.textContent).toBe('Choose');
    fireEvent.change(select, { target: { value: '1' } });
    expect(lastDetail(onChange)).toEqual({ value: 'svg' });
    expect(select.selectedOptions[0]?.textContent).toBe('SVG');
  });

  it('is put back by a plugin that refuses', async () => {
    openTestPanel((root) => {
      root.append(
        h('Select', {
          label: 'Format',
          value: 'png',
          options: OPTIONS,
          onChange: ({ target }: { target: { value: unknown } }) => {
            target.value = 'png';
          },
        }),
      );
    });
    const select = screen.getByLabelText<HTMLSelectElement>('Format');
    fireEvent.change(select, { target: { value: '1' } });
    await settle();
    expect(select.selectedOptions[0]?.textContent).toBe('PNG');
  });
});

describe.each([
  ['Checkbox', 'checkbox'],
  ['Switch', 'switch'],
] as const)('%s', (name, role) => {
  it('tells whether it is checked, and follows the plugin', async () => {
    const onChange = vi.fn();
    openTestPanel((root) => root.append(h(name, { label: 'Snap', onChange })));
    const box = screen.getByRole<HTMLInputElement>(role, { name: 'Snap' });
    fireEvent.click(box);
    expect(lastDetail(onChange)).toEqual({ checked: true });
    expect(box.checked).toBe(true);
    onChange.mockImplementation(({ target }) => {
      target.checked = true;
    });
    fireEvent.click(box);
    await settle();
    expect(box.checked).toBe(true);
  });
});

describe('Slider', () => {
  it('tells of every step, and of the one it is left at', () => {
    const onInput = vi.fn();
    const onChange = vi.fn();
    openTestPanel((root) =>
      root.append(h('Slider', { label: 'Size', min: 1, max: 20, value: 5, onInput, onChange })),
    );
    const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Size' });
    fireEvent.input(slider, { target: { value: '7' } });
    expect(lastDetail(onInput)).toEqual({ value: 7 });
    expect(screen.getByRole('status').textContent).toBe('7');
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    expect(lastDetail(onChange)).toEqual({ value: 7 });
  });

  it('stays between its ends whatever the plugin says', () => {
    openTestPanel((root) => root.append(h('Slider', { label: 'Size', min: 10, max: 5, value: 1e300 })));
    expect(screen.getByRole<HTMLInputElement>('slider', { name: 'Size' }).value).toBe('10');
  });
});

describe('ColorPicker', () => {
  it('takes typed colours in their short forms, and none that is no colour', () => {
    const onInput = vi.fn();
    const onChange = vi.fn();
    openTestPanel((root) =>
      root.append(h('ColorPicker', { label: 'Fill', value: '#112233', onInput, onChange })),
    );
    const field = screen.getByLabelText<HTMLInputElement>('Fill');
    fireEvent.change(field, { target: { value: 'red' } });
    expect(onInput).not.toHaveBeenCalled();
    fireEvent.blur(field);
    expect(field.value).toBe('#112233');
    fireEvent.change(field, { target: { value: 'F80' } });
    expect(lastDetail(onInput)).toEqual({ value: '#ff8800' });
    expect(field.value).toBe('F80');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(lastDetail(onChange)).toEqual({ value: '#ff8800' });
    expect(field.value).toBe('#ff8800');
  });

  it('has a colour dialog with a name of its own', () => {
    const onInput = vi.fn();
    openTestPanel((root) => root.append(h('ColorPicker', { label: 'Fill', onInput })));
    const swatch = screen.getByLabelText('Choose Fill');
    fireEvent.input(swatch, { target: { value: '#aabbcc' } });
    expect(lastDetail(onInput)).toEqual({ value: '#aabbcc' });
  });
});

describe('Form', () => {
  it('is submitted by Enter, after what was typed', () => {
    const order: string[] = [];
    openTestPanel((root) =>
      root.append(
        h(
          'Form',
          { label: 'Person', onSubmit: () => order.push('submit') },
          h('TextField', { label: 'Name', onChange: () => order.push('change') }),
          h('TextField', { label: 'Mail' }),
        ),
      ),
    );
    const field = screen.getByLabelText('Name');
    fireEvent.input(field, { target: { value: 'Ada' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(order).toEqual(['change', 'submit']);
  });

  it('is submitted by its button, unless that is disabled', () => {
    const onSubmit = vi.fn();
    let button: { setAttribute(name: string, value: unknown): void } | undefined;
    openTestPanel((root, { document }) => {
      const form = document.createElement('Form');
      form.addEventListener('submit', onSubmit);
      form.append(h('TextField', { label: 'Name' }));
      const send = document.createElement('Button');
      send.setAttribute('type', 'submit');
      send.append('Send');
      form.append(send);
      button = send;
      root.append(form);
    });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSubmit).toHaveBeenCalledTimes(1);
    button?.setAttribute('disabled', true);
    return settle().then(() => {
      fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'Enter' });
      expect(onSubmit).toHaveBeenCalledTimes(1);
    });
  });

  it('in a form is a part of it', () => {
    const onSubmit = vi.fn();
    const { container } = openTestPanel((root) =>
      root.append(h('Form', { onSubmit }, h('Form', {}, h('Button', { type: 'submit' }, 'Send')))),
    );
    expect(container.querySelectorAll('form')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });
});
