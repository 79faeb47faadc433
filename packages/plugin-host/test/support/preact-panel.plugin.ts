/** A panel in Preact, as the author of a plugin writes it but for JSX. */
import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk/source/index.ts';
import { Button, Stack, Text, TextField } from '@fluxstudio/plugin-sdk/source/ui/index.ts';
import type { PanelEvent } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { createPreactDraw } from '@fluxstudio/plugin-sdk/source/ui/preact.ts';
import { createElement, options, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';

declare const module: { exports: unknown };

/** Whether there is a document beside the drawing. */
let outside = 'unknown';

const draw = createPreactDraw({ options, render });

function Rows() {
  const [name, setName] = useState('');
  const [rows, setRows] = useState(['one', 'two', 'three']);
  const [effects, setEffects] = useState(0);
  const [broken, setBroken] = useState(false);
  if (broken) throw new Error('Out of rows');
  useEffect(() => setEffects(rows.length), [rows]);
  return createElement(
    Stack,
    {},
    createElement(TextField, {
      label: 'Name',
      value: name,
      onInput: ((event: PanelEvent<'TextField', 'input'>) => setName(event.value.toUpperCase())) as never,
    }),
    createElement(Button, { onPress: () => setRows(rows.toReversed()) }, 'Reverse'),
    createElement(Button, { onPress: () => setBroken(true) }, 'Break'),
    ...rows.map((row) => createElement(Text, { key: row }, `${row}. `)),
    createElement(Text, {}, `Effects ${effects}. Outside: ${outside}. ${name}`),
  );
}

function activate(_: unknown, api: FluxStudioAPI): void {
  outside = typeof document;
  api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, (root) =>
    draw(createElement(Rows, {}), root),
  );
}

module.exports = { activate };
