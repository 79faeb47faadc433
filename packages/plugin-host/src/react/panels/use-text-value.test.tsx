import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import { fireEvent, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PANEL_STRINGS } from '../strings/panel-strings.ts';
import { MoreStrings } from '../strings/use-strings.tsx';
import { cleanup } from '../test-host.tsx';
import { PanelContent } from './panel-content.tsx';
import { openTestPanel, settle } from './test-panel.tsx';

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

/** A field that answers in capitals, drawn into a place. */
function openField(container: HTMLElement): HTMLInputElement {
  const { view, unmount } = openTestPanel((root) =>
    root.append(
      h('TextField', {
        label: 'Code',
        value: 'abcdef',
        onInput: ({ target, value }) => target.setAttribute('value', value.toUpperCase()),
      }),
    ),
  );
  unmount();
  render(
    <MoreStrings defaults={PANEL_STRINGS}>
      <PanelContent
        plugin={undefined}
        title="Test"
        state={{ state: 'view', view }}
        elements={undefined}
        onReopen={() => undefined}
      />
    </MoreStrings>,
    { container },
  );
  const field = container.querySelector('input');
  if (!field) throw new Error('There is no field');
  return field;
}

it.each(['page', 'shadow root'])('keeps the caret where it was, in a %s', async (where) => {
  const host = document.body.appendChild(document.createElement('div'));
  const place = document.createElement('div');
  (where === 'page' ? host : host.attachShadow({ mode: 'open' })).append(place);
  const field = openField(place);
  field.focus();
  field.value = 'abxcdef';
  field.setSelectionRange(3, 3);
  fireEvent.input(field);
  await settle();
  expect(field.value).toBe('ABXCDEF');
  expect([field.selectionStart, field.selectionEnd]).toEqual([3, 3]);
});
