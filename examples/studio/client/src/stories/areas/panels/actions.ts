import { Button, Grid, Heading, h, IconButton, Menu, type PanelRender, Stack, Text } from './ui.ts';

/** All that there are names for. */
const ICONS =
  'add alert bell calendar check chevron-down chevron-right chevron-up clock close command copy database delete download edit external eye file filter folder globe grid heart image info key layout link list lock more package pause people play redo refresh remove search settings sparkle star stop tag undo upload'.split(
    ' ',
  );

export const drawButtons: PanelRender = (root) => {
  const pressed = h(Text, { tone: 'muted' }, 'Nothing was pressed');
  root.append(
    h(
      Stack,
      { direction: 'row', gap: 'small', wrap: true },
      h(Button, { variant: 'primary', icon: 'add' }, 'New palette'),
      h(Button, {}, 'Import'),
      h(Button, { variant: 'ghost' }, 'Cancel'),
      h(Button, { variant: 'danger', icon: 'delete' }, 'Delete all'),
      h(Button, { busy: true }, 'Saving'),
      h(Button, { disabled: true }, 'Not now'),
      h(Button, {}, 'A label that is much too long for the width of any panel that there is'),
    ),
    h(
      Stack,
      { direction: 'row', gap: 'small' },
      h(IconButton, { icon: 'undo', label: 'Undo' }),
      h(IconButton, { icon: 'redo', label: 'Redo', disabled: true }),
      h(IconButton, { icon: 'grid', label: 'Grid', pressed: true }),
      h(IconButton, { icon: '🎨', label: 'Colours' }),
    ),
    pressed,
    h(Heading, { level: 3 }, 'Icons'),
    h(
      Grid,
      { minWidth: 40, gap: 'none' },
      ICONS.map((icon) => h(IconButton, { icon, label: icon })),
    ),
  );
};

export const drawMenu: PanelRender = (root) => {
  root.append(
    h(
      Stack,
      { direction: 'row', justify: 'between' },
      h(Menu, {
        label: 'Selection',
        items: [
          { id: 'duplicate', label: 'Duplicate', icon: 'copy' },
          { id: 'group', label: 'Group', icon: 'layout' },
          { id: 'paste', label: 'Paste style', disabled: true },
          { id: 'delete', label: 'Delete', icon: 'delete', danger: true },
        ],
      }),
      h(Menu, { items: [{ id: 'reset', label: 'Reset' }] }),
    ),
  );
};

export const drawTabs: PanelRender = (root, { document }) => {
  const tabs = document.createElement('Tabs');
  tabs.setAttribute('label', 'Colours');
  tabs.setAttribute('value', 'first');
  tabs.setAttribute('items', [
    { id: 'first', label: 'Palette', icon: 'grid' },
    { id: 'second', label: 'Gradients' },
    { id: 'third', label: 'Team', disabled: true },
    { id: 'fourth', label: 'History', icon: 'clock' },
  ]);
  const show = (name: string) => tabs.replaceChildren(h(Text, {}, `What is in the ${name} tab.`));
  tabs.addEventListener('change', ({ value }) => show(String(value)));
  show('first');
  root.append(tabs);
};
