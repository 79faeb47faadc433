import { describe, expect, it } from 'vitest';
import { Button, Canvas, Form, Menu, Table, TextField, Tree } from '../ui/components.ts';
import { h } from '../ui/h.ts';
import { openDrawn, type Tell } from './drawn-panel.ts';

const columns = [{ id: 'name', label: 'Name', sortable: true }];
const rows = [{ id: 'a', cells: { name: 'A' } }];
const items = [
  { id: 'src', label: 'Source' },
  { id: 'main', label: 'Main', parent: 'src' },
];
const choices = [{ id: 'copy', label: 'Copy' }];

describe('what a user can do', () => {
  it('is told with its detail', async () => {
    await using app = await openDrawn((tell) => [
      h(Canvas, { onPress: tell, onMove: tell }),
      h(Table, { columns, rows, onSort: tell, onSelect: tell, sort: { column: 'name' } }),
      h(Tree, { items, onToggle: tell }),
      h(Menu, { items: choices, onSelect: tell }),
    ]);
    const { panel } = app;
    await panel.find('Canvas').send('press', { x: 1, y: 2 });
    await panel.find('Table').send('sort', { column: 'name', descending: true });
    await panel.find('Table').send('select', { id: 'a' });
    await panel.find('Tree').send('toggle', { id: 'src', expanded: true });
    await panel.find('Menu').send('select', { id: 'copy' });
    expect(app.heard).toEqual([
      { type: 'press', x: 1, y: 2 },
      { type: 'sort', column: 'name', descending: true },
      { type: 'select', id: 'a' },
      { type: 'toggle', id: 'src', expanded: true },
      { type: 'select', id: 'copy' },
    ]);
  });

  it('types, and leaves the field for something else', async () => {
    await using app = await openDrawn((tell) => [
      h(TextField, { label: 'Note', onInput: tell, onChange: tell }),
      h(Button, { onPress: tell }, 'Keep'),
    ]);
    await app.panel.find('TextField').input('a');
    await app.panel.find('TextField').input('ab');
    await app.panel.find('Button').press();
    await app.panel.find('Button').press();
    expect(app.heard).toEqual([
      { type: 'input', value: 'a' },
      { type: 'input', value: 'ab' },
      { type: 'change', value: 'ab' },
      { type: 'press' },
      { type: 'press' },
    ]);
  });

  it('types what is to stand there in the end', async () => {
    await using app = await openDrawn((tell) =>
      h(TextField, {
        label: 'Note',
        onInput(event) {
          tell(event);
          event.target.value = String(event.value).toUpperCase();
        },
        onChange: tell,
      }),
    );
    await app.panel.find('TextField').change('ab');
    expect(app.heard).toEqual([
      { type: 'input', value: 'ab' },
      { type: 'change', value: 'AB' },
    ]);
  });
});

describe('a form', () => {
  const form = (tell: Tell, button = {}) =>
    h(
      Form,
      { onSubmit: tell },
      h(TextField, { label: 'Name', onChange: tell }),
      h(Form, { label: 'Part' }, h(Button, { type: 'submit', ...button }, 'Save')),
      h(Button, null, 'Cancel'),
    );

  it('is submitted by its button', async () => {
    await using app = await openDrawn((tell) => form(tell, { onPress: tell }));
    await app.panel.find('Button', 'Save').press();
    expect(app.heard).toEqual([{ type: 'press' }, { type: 'submit' }]);
    await expect(app.panel.find('Button', 'Cancel').press()).rejects.toThrow('does not listen to press');
  });

  it('is submitted by Enter in a field, which is left then', async () => {
    await using app = await openDrawn(form);
    await app.panel.find('TextField').input('Blue');
    await app.panel.find('TextField').send('submit');
    expect(app.heard).toEqual([{ type: 'change', value: 'Blue' }, { type: 'submit' }]);
  });

  it('is not submitted by a field that hears Enter itself', async () => {
    const heard: string[] = [];
    await using app = await openDrawn(() =>
      h(
        Form,
        { onSubmit: () => heard.push('form') },
        h(TextField, { label: 'Name', onSubmit: () => heard.push('field') }),
      ),
    );
    await app.panel.find('TextField').send('submit');
    await app.panel.find('Form').send('submit');
    expect(heard).toEqual(['field', 'form']);
  });

  it('is not submitted while its button is disabled', async () => {
    await using app = await openDrawn((tell) => form(tell, { disabled: true }));
    for (const act of [
      app.panel.find('Button', 'Save').press(),
      app.panel.find('TextField').send('submit'),
      app.panel.findAll('Form')[0]?.send('submit'),
    ])
      await expect(act).rejects.toThrow('Button “Save” is disabled');
    expect(app.heard).toEqual([]);
  });
});
