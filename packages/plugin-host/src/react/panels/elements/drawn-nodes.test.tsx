import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelElement } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { drawnNodes } from '../../../panels/drawn-nodes.ts';
import { loaded, openTestPanel } from '../test-panel.tsx';

afterEach(cleanup);

const of = <T,>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
const items = (length: number) =>
  of(length, (at) => ({ id: `${at}`, title: 'x', label: 'x', icon: 'star', description: 'y', badge: 'z' }));
const described = { label: 'x', description: 'y', error: 'z' };
const series = (count: number, length: number) =>
  of(count, () => ({ name: 'A', values: of(length, (at) => at) }));

const ELEMENTS: readonly (readonly [ElementName, Record<string, unknown>])[] = [
  ['Text', {}],
  ['Text', { live: 'polite' }],
  ['Button', { icon: 'star', label: 'x' }],
  ['IconButton', { icon: 'star', label: 'x' }],
  [
    'Image',
    { src: 'data:image/gif,GIF87a%01%00%01%00%00%00%00,%00%00%00%00%01%00%01%00%00', width: 9, height: 9 },
  ],
  ['Progress', { value: 3, label: 'x' }],
  ['Skeleton', { lines: 10, label: 'x' }],
  ['Empty', { title: 'a', description: 'b', icon: 'star' }],
  ['Menu', { label: 'x', icon: 'star', items: of(100, (at) => ({ id: `${at}`, label: 'x' })) }],
  ...(['TextField', 'TextArea', 'Checkbox', 'Switch', 'Slider', 'ColorPicker'] as const).map(
    (name) => [name, described] as const,
  ),
  ['Select', { ...described, options: of(500, (at) => ({ value: `${at}`, label: 'x' })) }],
  ['List', { items: items(200).map(({ label, ...item }) => item) }],
  ['Tree', { items: of(200, (at) => ({ id: `${at}`, label: 'x', icon: 'star' })) }],
  [
    'Table',
    {
      columns: of(20, (at) => ({ id: `${at}`, label: 'x', sortable: true })),
      rows: of(200, (at) => ({
        id: `${at}`,
        cells: Object.fromEntries(of(20, (column) => [`${column}`, 'x'])),
      })),
    },
  ],
  ['Tabs', { items: of(50, (at) => ({ id: `${at}`, label: 'x', icon: 'star' })) }],
  ['Chart', { type: 'bar', label: 'x', series: series(20, 1_000) }],
  ['Chart', { type: 'bar', label: 'x', series: series(10, 60) }],
  ['Chart', { type: 'line', label: 'x', series: series(10, 60) }],
  ['Chart', { type: 'pie', label: 'x', series: series(1, 300) }],
  ['Markdown', { text: '**a** `b` '.repeat(1_000) }],
  ['Markdown', { text: '- a\n'.repeat(500) }],
  ['Markdown', { text: `|a|b|\n|-|-|\n${'|**a**|b|\n'.repeat(300)}` }],
];

it.each(ELEMENTS)('%s %# counts as at least half of the nodes that it draws', async (name, props) => {
  const { container, onError } = openTestPanel((root: PanelElement) => root.append({ type: name, props }));
  await loaded();
  expect(onError).not.toHaveBeenCalled();
  // What is around every panel.
  const around = 10;
  expect(container.querySelectorAll('*').length - around).toBeLessThanOrEqual(
    2 * drawnNodes({ name, props }),
  );
});
