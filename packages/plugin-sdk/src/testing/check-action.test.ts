import { describe, expect, it } from 'vitest';
import {
  Button,
  Canvas,
  Checkbox,
  ColorPicker,
  Form,
  IconButton,
  List,
  Menu,
  Select,
  Slider,
  Table,
  Tabs,
  Text,
  TextArea,
  TextField,
  Tree,
} from '../ui/components.ts';
import { h } from '../ui/h.ts';
import type { PanelChildren } from '../ui/panel-types.ts';
import { openDrawn, type Tell } from './drawn-panel.ts';
import type { TestPanel } from './test-panel.ts';

const columns = [
  { id: 'name', label: 'Name', sortable: true },
  { id: 'size', label: 'Size' },
];
const rows = [{ id: 'a', cells: { name: 'A' } }];
const items = [
  { id: 'src', label: 'Source' },
  { id: 'main', label: 'Main', parent: 'src' },
];
const options = [
  { value: 's', label: 'Small' },
  { value: 'l', label: 'Large', disabled: true },
];
const choices = [
  { id: 'copy', label: 'Copy' },
  { id: 'cut', label: 'Cut', disabled: true },
];

type Case = readonly [
  why: string,
  draw: (tell: Tell) => PanelChildren,
  act: (panel: TestPanel) => Promise<void>,
  message: string,
];

const refused: readonly Case[] = [
  [
    'a disabled button',
    (tell) => h(Button, { disabled: true, onPress: tell }, 'Keep'),
    (panel) => panel.find('Button').press(),
    'Button “Keep” is disabled: nobody can use it until the plugin enables it',
  ],
  [
    'a disabled icon button',
    (tell) => h(IconButton, { label: 'Keep', disabled: true, onPress: tell }),
    (panel) => panel.find('IconButton').send('press'),
    'IconButton “Keep” is disabled',
  ],
  [
    'a busy button',
    (tell) => h(Button, { busy: true, onPress: tell }, 'Keep'),
    (panel) => panel.find('Button').press(),
    'Button “Keep” is busy',
  ],
  [
    'a disabled field',
    () => h(TextField, { label: 'Note', disabled: true }),
    (panel) => panel.find('TextField').input('x'),
    'TextField “Note” is disabled',
  ],
  [
    'an event that there is not',
    (tell) => h(Button, { onPress: tell }, 'Keep'),
    (panel) => panel.find('Button').send('klick'),
    'Button “Keep” has no event “klick”: use press()',
  ],
  [
    'a press on a text',
    () => h(Text, null, 'Hi'),
    (panel) => panel.find('Text').press(),
    'Text “Hi” has no event “press”: nothing can be done to it',
  ],
  [
    'typing into what is chosen',
    () => h(Select, { label: 'Size', options }),
    (panel) => panel.find('Select').input('s'),
    'Select “Size” has no event “input”: use change(value)',
  ],
  [
    'a value as a detail',
    () => h(TextField, { label: 'Note' }),
    (panel) => panel.find('TextField').send('input', { value: 'x' }),
    'TextField “Note”: its input has a value: use input(value)',
  ],
  [
    'what nobody hears',
    () => h(Button, null, 'Keep'),
    (panel) => panel.find('Button').press(),
    'Button “Keep”: the plugin does not listen to press: give it onPress',
  ],
  [
    'a text for a box',
    () => h(Checkbox, { label: 'Done' }),
    (panel) => panel.find('Checkbox').change('yes'),
    'Checkbox “Done”: its checked must be true or false',
  ],
  [
    'a number for a text',
    () => h(TextField, { label: 'Note' }),
    (panel) => panel.find('TextField').input(7),
    'TextField “Note”: its value must be',
  ],
  [
    'no colour',
    () => h(ColorPicker, { label: 'Colour' }),
    (panel) => panel.find('ColorPicker').input('red'),
    'ColorPicker “Colour”: its value must be #rrggbb',
  ],
  [
    'too long a text',
    () => h(TextArea, { label: 'Note', maxLength: 3 }),
    (panel) => panel.find('TextArea').input('four'),
    'TextArea “Note” takes at most 3 characters, and not 4',
  ],
  [
    'what is beyond a slider',
    () => h(Slider, { label: 'Size', max: 10 }),
    (panel) => panel.find('Slider').input(11),
    'Slider “Size” goes from 0 to 10, and not to 11',
  ],
  [
    'what is between its steps',
    () => h(Slider, { label: 'Size' }),
    (panel) => panel.find('Slider').change(0.5),
    'Slider “Size” goes in steps of 1 from 0: it cannot be 0.5',
  ],
  [
    'no option',
    () => h(Select, { label: 'Size', options }),
    (panel) => panel.find('Select').change('xl'),
    'Select “Size” has no “xl”; it has “s”, “l”',
  ],
  [
    'a disabled option',
    () => h(Select, { label: 'Size', options }),
    (panel) => panel.find('Select').change('l'),
    'Select “Size”: “l” is disabled',
  ],
  [
    'a disabled tab',
    () => h(Tabs, { label: 'Edit', items: choices }),
    (panel) => panel.find('Tabs').change('cut'),
    'Tabs “Edit”: “cut” is disabled',
  ],
  [
    'a disabled item',
    (tell) => h(Menu, { label: 'Edit', items: choices, onSelect: tell }),
    (panel) => panel.find('Menu').send('select', { id: 'cut' }),
    'Menu “Edit”: “cut” is disabled',
  ],
  [
    'a detail without an id',
    (tell) => h(List, { label: 'Notes', items: [{ id: 'a', title: 'A' }], onSelect: tell }),
    (panel) => panel.find('List').send('select', { item: 'a' }),
    "List “Notes”: select takes a detail such as { id: 'blue' }",
  ],
  [
    'no item',
    (tell) =>
      h(List, {
        label: 'Notes',
        items: Array.from({ length: 12 }, (_, at) => ({ id: `${at}`, title: 'A' })),
        onSelect: tell,
      }),
    (panel) => panel.find('List').send('select', { id: 'x' }),
    'List “Notes” has no “x”; it has “0”, “1”, “2”, “3”, “4”, “5”, “6”, “7”, “8”, “9”, 2 more',
  ],
  [
    'no row',
    (tell) => h(Table, { label: 'Files', columns, rows, onActivate: tell }),
    (panel) => panel.find('Table').send('activate', { id: 'b' }),
    'Table “Files” has no “b”; it has “a”',
  ],
  [
    'a column that is not sortable',
    (tell) => h(Table, { label: 'Files', columns, rows, onSort: tell }),
    (panel) => panel.find('Table').send('sort', { column: 'size', descending: false }),
    'Table “Files” has no column “size” that is sortable; those are: “name”',
  ],
  [
    'the other order',
    (tell) => h(Table, { label: 'Files', columns, rows, onSort: tell, sort: { column: 'name' } }),
    (panel) => panel.find('Table').send('sort', { column: 'name', descending: false }),
    'Table “Files”: a press on “name” sorts descending now: send descending: true',
  ],
  [
    'an item out of sight',
    (tell) => h(Tree, { label: 'Files', items, onSelect: tell }),
    (panel) => panel.find('Tree').send('select', { id: 'main' }),
    'Tree “Files” has no “main” in sight; it has “src”',
  ],
  [
    'what is collapsed already',
    (tell) => h(Tree, { label: 'Files', items, onToggle: tell }),
    (panel) => panel.find('Tree').send('toggle', { id: 'src', expanded: false }),
    'Tree “Files”: “src” is collapsed already',
  ],
  [
    'a leaf to open',
    (tell) => h(Tree, { label: 'Files', items, expanded: ['src'], onToggle: tell }),
    (panel) => panel.find('Tree').send('toggle', { id: 'main', expanded: true }),
    'Tree “Files”: “main” has no items below it and is not expandable',
  ],
  [
    'a press nowhere',
    (tell) => h(Canvas, { label: 'Board', onPress: tell }),
    (panel) => panel.find('Canvas').press(),
    "Canvas “Board”: press takes a point: send('press', { x: 10, y: 20 })",
  ],
  [
    'a form in a form',
    (tell) => h(Form, { onSubmit: tell }, h(Form, { label: 'Part', onSubmit: tell })),
    (panel) => panel.find('Form', 'Part').send('submit'),
    'Form “Part” stands in another Form, which is submitted in its place',
  ],
  [
    'Enter where nobody hears it',
    () => h(TextField, { label: 'Note' }),
    (panel) => panel.find('TextField').send('submit'),
    'TextField “Note”: the plugin does not listen to submit: give it onSubmit',
  ],
];

describe('what no user can do', () => {
  it.each(refused)('is refused: %s', async (_, draw, act, message) => {
    await using app = await openDrawn(draw);
    await expect(act(app.panel)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(message),
    });
    expect(app.heard).toEqual([]);
  });

  it('is refused: what has gone', async () => {
    await using app = await openDrawn(() =>
      h(Button, { onPress: ({ target }) => target.remove() }, 'Remove me'),
    );
    const button = app.panel.find('Button');
    await button.press();
    await expect(button.press()).rejects.toThrow(
      'Button “Remove me” is no longer in the panel: find it anew',
    );
  });
});
