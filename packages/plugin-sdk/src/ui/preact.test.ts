import { ACK, DATA, INSERT, MOVE, REMOVE, SET, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import { useState } from 'preact/hooks';
import { afterEach, expect, it } from 'vitest';
import { openTestPanel } from '../panel-runtime/test-panel.ts';
import { Button, Checkbox, Slider, Stack, Text, TextField } from './index.ts';
import { h, preact, restoreOptions } from './test-preact.ts';

afterEach(() => {
  restoreOptions();
  expect(globalThis).not.toHaveProperty('document');
});

it('draws, hears, and draws what has changed', async () => {
  const draw = preact();
  function Counter() {
    const [count, setCount] = useState(0);
    return h(
      Stack,
      {},
      h(Text, {}, `Count ${count}`),
      h(Button, { onPress: () => setCount(count + 1) }, 'More'),
    );
  }
  const panel = openTestPanel((root) => draw(h(Counter, {}), root));
  expect(await panel.sent()).toEqual([
    [INSERT, 0, 0, 1, 'Stack', {}],
    [INSERT, 1, 0, 2, 'Text', {}],
    [TEXT, 2, 0, 3, 'Count 0'],
    [INSERT, 1, 0, 4, 'Button', { onPress: true }],
    [TEXT, 4, 0, 5, 'More'],
  ]);
  panel.event(4, 'press', {}, 0);
  expect(await panel.sent()).toEqual([[DATA, 3, 'Count 1']]);
  panel.event(4, 'press', {}, 0);
  expect(await panel.sent()).toEqual([[DATA, 3, 'Count 2']]);
});

it('moves rows by their keys and changes one property by one operation', async () => {
  const draw = preact();
  const rows = (names: readonly number[], tone: 'default' | 'muted') =>
    h(Stack, {}, ...names.map((name) => h(Text, { key: name, tone }, `Row ${name}`)));
  const names = Array.from({ length: 1_000 }, (_, at) => at);
  const panel = openTestPanel();
  draw(rows(names, 'default'), panel.root);
  await panel.sent();

  draw(rows(names.toReversed(), 'default'), panel.root);
  const moves = await panel.sent();
  expect(new Set(moves.map(([code]) => code))).toEqual(new Set([MOVE]));
  expect(panel.root.textContent.startsWith('Row 999Row 998')).toBe(true);
  draw(rows(names.toReversed(), 'muted'), panel.root);
  const sets = await panel.sent();
  expect(sets).toHaveLength(1_000);
  expect(sets[0]?.slice(2)).toEqual(['tone', 'muted', 0]);
  expect(new Set(sets.map(([code]) => code))).toEqual(new Set([SET]));
});

it('controls fields: the answer goes with the input it is for', async () => {
  const draw = preact();
  function Shout() {
    const [value, setValue] = useState('');
    return h(TextField, { value, onInput: (event) => setValue(event.value.toUpperCase()) });
  }
  const panel = openTestPanel((root) => draw(h(Shout, {}), root));
  await panel.sent();
  panel.event(1, 'input', { value: 'a' }, 1);
  expect(await panel.sent()).toEqual([
    [SET, 1, 'value', 'A', 1],
    [ACK, 1, 1, 'A'],
  ]);
});

it('takes back what is left out', async () => {
  const draw = preact();
  const panel = openTestPanel();
  draw(h(Stack, {}, h(Checkbox, { checked: true, label: 'A' }), h(Slider, { value: 3 })), panel.root);
  await panel.sent();
  draw(h(Stack, {}, h(Checkbox, {}), h(Slider, {})), panel.root);
  expect(await panel.sent()).toEqual(
    expect.arrayContaining([
      [SET, 2, 'checked', null, 0],
      [SET, 2, 'label', null, 0],
      [SET, 3, 'value', null, 0],
    ]),
  );
});

it('draws two panels with one Preact, and takes out what it has drawn', async () => {
  const draw = preact();
  let tellAll = (_: string): void => undefined;
  function Named() {
    const [name, setName] = useState('one');
    const before = tellAll;
    tellAll = (next) => {
      before(next);
      setName(next);
    };
    return h(Text, { key: name }, name);
  }
  const panels = [1, 2].map(() => openTestPanel((root) => draw(h(Stack, {}, h(Named, {})), root)));
  for (const panel of panels) await panel.sent();
  tellAll('two');
  for (const panel of panels) {
    const sent = await panel.sent();
    expect(sent.map(([code]) => code).sort()).toEqual([INSERT, TEXT, REMOVE].sort());
    panel.close();
    expect(panel.root.childNodes).toHaveLength(0);
  }
});

it('restores a document that was there, also when drawing fails', () => {
  const draw = preact();
  const mine = {};
  Object.assign(globalThis, { document: mine });
  try {
    const panel = openTestPanel();
    const Broken = () => {
      throw new Error('No');
    };
    expect(() => draw(h(Broken, {}), panel.root)).toThrow('No');
    expect(globalThis).toHaveProperty('document', mine);
  } finally {
    Reflect.deleteProperty(globalThis, 'document');
  }
});
