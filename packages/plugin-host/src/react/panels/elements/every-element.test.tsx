import { ELEMENTS } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelElement } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { loaded, openTestPanel } from '../test-panel.tsx';

afterEach(cleanup);

describe('hostile text', () => {
  const HOSTILE = '<img src=x onerror="globalThis.hacked=1">\u202Eevil';
  const field = { label: HOSTILE, description: HOSTILE, error: HOSTILE };
  const elements: readonly (readonly [string, Record<string, unknown>])[] = [
    ['Badge', { children: [HOSTILE] }],
    ['Button', { label: HOSTILE, icon: HOSTILE, children: [HOSTILE] }],
    ['Chart', { label: HOSTILE, labels: [HOSTILE], series: [{ name: HOSTILE, values: [1] }] }],
    ['Checkbox', field],
    ['ColorPicker', field],
    ['Empty', { title: HOSTILE, description: HOSTILE, icon: HOSTILE }],
    ['Form', { label: HOSTILE, children: [HOSTILE] }],
    ['IconButton', { label: HOSTILE, icon: HOSTILE }],
    [
      'List',
      { label: HOSTILE, items: [{ id: HOSTILE, title: HOSTILE, description: HOSTILE, badge: HOSTILE }] },
    ],
    ['Markdown', { text: HOSTILE }],
    ['Menu', { label: HOSTILE, icon: HOSTILE, items: [{ id: HOSTILE, label: HOSTILE }] }],
    ['Progress', { label: HOSTILE }],
    ['Select', { ...field, options: [{ value: HOSTILE, label: HOSTILE }] }],
    ['Slider', field],
    ['Switch', field],
    ['Table', { columns: [{ id: 'a', label: HOSTILE }], rows: [{ id: HOSTILE, cells: { a: HOSTILE } }] }],
    ['Tabs', { label: HOSTILE, items: [{ id: HOSTILE, label: HOSTILE }] }],
    ['TextArea', { ...field, value: HOSTILE, placeholder: HOSTILE }],
    ['TextField', { ...field, value: HOSTILE, placeholder: HOSTILE }],
    ['Tree', { items: [{ id: HOSTILE, label: HOSTILE }] }],
  ];

  it.each(elements)('stays text in %s', async (name, props) => {
    const { container, onError } = openTestPanel((root: PanelElement) =>
      root.append({ type: name as 'Text', props }),
    );
    await loaded();
    expect(onError).not.toHaveBeenCalled();
    expect(container.querySelector('img')).toBeNull();
    expect(container.innerHTML).not.toBe('');
    // What has no element of its own would turn around the text after it.
    for (const attribute of ['aria-label', 'placeholder', 'title', 'alt']) {
      const values = [...container.querySelectorAll(`[${attribute}]`)].map((one) =>
        one.getAttribute(attribute),
      );
      expect(values.join()).not.toContain('\u202E');
    }
  });
});

describe('every element', () => {
  it.each(Object.keys(ELEMENTS))('is drawn without properties: %s', async (name) => {
    const { onError } = openTestPanel((root: PanelElement) =>
      root.append({ type: name, props: name === 'Skeleton' ? { label: 'Waiting' } : {} }),
    );
    await loaded();
    expect(onError).not.toHaveBeenCalled();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
