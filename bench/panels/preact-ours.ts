/** The panel in Preact, as the author of a plugin writes it. */
import {
  Button,
  Heading,
  type PanelElement,
  Stack,
  Text,
  TextField,
} from '@fluxstudio/plugin-sdk/source/ui/index.ts';
import { createPreactDraw } from '@fluxstudio/plugin-sdk/source/ui/preact.ts';
import { h, options, render } from 'preact';
import { useState } from 'preact/hooks';

function Panel() {
  const [name, setName] = useState('');
  const [rows, setRows] = useState<number[]>([]);
  return h(Stack, {}, [
    h(Heading, {}, 'Rows'),
    h(TextField, {
      label: 'Name',
      value: name,
      onInput: (event: { value: string }) => setName(event.value.toUpperCase()),
    }),
    h(Button, { onPress: () => setRows((before) => [...before, before.length]) }, 'Next'),
    h(
      Stack,
      {},
      rows.map((row) =>
        h(Stack, { key: row, direction: 'row' }, [
          h(Text, {}, `Row ${row}`),
          h(Text, { tone: 'muted' }, 'unchanged'),
        ]),
      ),
    ),
  ]);
}

const draw = createPreactDraw({ options, render });

export function activate(_context: unknown, api: { ui: { registerPanel(...args: unknown[]): void } }) {
  api.ui.registerPanel({ id: 'main', title: 'Bench', location: 'sidebar' }, (root: PanelElement) =>
    draw(h(Panel, {}), root),
  );
}
