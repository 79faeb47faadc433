import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import type { PanelElement } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastDetail, openTestPanel, settle } from '../test-panel.tsx';

afterEach(cleanup);

const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name });

describe('Button', () => {
  it('tells of a press, and of none while it is busy or disabled', () => {
    const onPress = vi.fn();
    openTestPanel((root) => {
      root.append(
        h('Button', { onPress }, 'Copy'),
        h('Button', { onPress, busy: true }, 'Busy'),
        h('Button', { onPress, disabled: true }, 'Off'),
      );
    });
    fireEvent.click(screen.getByRole('button', { name: 'Busy' }));
    fireEvent.click(screen.getByRole('button', { name: 'Off' }));
    expect(onPress).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it('says nothing to a plugin that does not listen', () => {
    const { view } = openTestPanel((root) => root.append(h('Button', {}, 'Copy')));
    const send = vi.spyOn(view, 'send');
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(send).not.toHaveBeenCalled();
  });

  it('shows an icon of ours or an emoji, and no other text for one', () => {
    const { container } = openTestPanel((root) => {
      root.append(h('Button', { icon: 'copy' }, 'One'), h('Button', { icon: '🎨' }, 'Two'));
      root.append(h('Button', { icon: 'Free money' }, 'Three'), h('Button', { icon: 'constructor' }, 'Four'));
    });
    const [one, two, three, four] = container.querySelectorAll('button');
    expect(one?.querySelector('svg')).toBeTruthy();
    expect(two?.textContent).toBe('🎨Two');
    expect(three?.textContent).toBe('Three');
    expect(four?.textContent).toBe('Four');
  });

  it('does not submit a form of the app that the panel stands in, nor does the Enter key', () => {
    const { container } = openTestPanel((root) => {
      root.append(h('Button', { type: 'submit' }, 'Send'), h('TextField', { label: 'Name' }));
    });
    container.replaceWith(document.createElement('form'));
    document.querySelector('form')?.append(container);
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('type')).toBe('button');
    expect(fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'Enter' })).toBe(false);
    expect(fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'a' })).toBe(true);
    document.querySelector('form')?.remove();
  });
});

describe('IconButton', () => {
  it('is named by its label, says whether it is pressed, and tells of a press', () => {
    const onPress = vi.fn();
    openTestPanel((root) =>
      root.append(h('IconButton', { icon: 'star', label: 'Favourite', pressed: true, onPress })),
    );
    const button = screen.getByRole('button', { name: 'Favourite', pressed: true });
    fireEvent.click(button);
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it('shows its label where its icon is none', () => {
    openTestPanel((root) => root.append(h('IconButton', { icon: 'nonsense', label: 'Go' })));
    expect(screen.getByRole('button', { name: 'Go' }).textContent).toBe('Go');
  });
});

describe('Menu', () => {
  const items = [
    { id: 'cut', label: 'Cut', icon: 'edit' },
    { id: 'copy', label: 'Copy', disabled: true },
    { id: 'delete', label: 'Delete', danger: true },
  ];

  it('opens by the keyboard, and tells what was chosen', () => {
    const onSelect = vi.fn();
    openTestPanel((root) => root.append(h('Menu', { label: 'Edit', items, onSelect })));
    const button = screen.getByRole('button', { name: 'Edit' });
    button.focus();
    key('ArrowUp');
    expect(document.activeElement?.textContent).toBe('Delete');
    key('Home');
    fireEvent.click(document.activeElement as Element);
    expect(lastDetail(onSelect)).toEqual({ id: 'cut' });
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it('leaves alone what is disabled', () => {
    const onSelect = vi.fn();
    openTestPanel((root) => root.append(h('Menu', { label: 'Edit', items, onSelect })));
    fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Copy' }));
    expect(onSelect).not.toHaveBeenCalled();
    expect(screen.getByRole('menu', { name: 'Edit' })).toBeTruthy();
  });
});

describe('focus()', () => {
  it('works in the turn in which the element was made', async () => {
    openTestPanel((root, { document }) => {
      const field = document.createElement('TextField');
      field.setAttribute('label', 'Name');
      field.focus();
      root.append(field);
      field.focus();
    });
    await settle();
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
  });

  /** Something of the app's own, made by `make`, that has the focus while the plugin wants it. */
  async function askedFrom(make: (place: HTMLElement) => HTMLElement) {
    const place = document.body.appendChild(document.createElement('div'));
    let button: PanelElement<'Button'> | undefined;
    openTestPanel((root, { document }) => {
      button = document.createElement('Button');
      button.append('Trap');
      root.append(button);
    });
    const outside = make(place);
    outside.focus();
    const before = document.activeElement;
    expect(before).not.toBe(document.body);
    button?.focus();
    await settle();
    expect(document.activeElement).toBe(before);
    outside.blur();
    button?.focus();
    await settle();
    expect(document.activeElement?.textContent).toBe('Trap');
    place.remove();
  }

  it.each(['input', 'button', 'div'])('takes the focus from no %s outside of the panel', (tag) =>
    askedFrom((place) => {
      const element = place.appendChild(document.createElement(tag));
      element.tabIndex = 0;
      return element;
    }),
  );

  it('takes the focus from no field in a shadow tree', () =>
    askedFrom((place) => place.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'))));
});
