import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InputRequest, InteractionService, PickRequest } from '../../services.ts';
import { cleanup, settle } from '../test-host.tsx';
import { useInteractions } from './use-interactions.tsx';

// Downloaded when they are first shown: here at once.
beforeAll(() => import('./interaction-dialogs.tsx'));
afterEach(cleanup);

const plugin = { id: 'palette', name: 'Color Palette', icon: '🎨' };
const items = [
  { id: 'sky', label: 'Sky', description: '#38bdf8', detail: 'A clear day' },
  { id: 'rose', label: 'Rosé', icon: '🌹' },
  { id: 'evil', label: '<img src=x onerror=alert(1)>\u202E' },
];

function setUp(mayFocus = true) {
  const services: InteractionService[] = [];
  function App() {
    const [interactions, element] = useInteractions();
    services.push(interactions);
    return (
      <>
        <button type="button">Before</button>
        {element}
      </>
    );
  }
  const view = render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  const before = screen.getByRole('button', { name: 'Before' });
  before.focus();
  const controller = new AbortController();
  const call = { plugin, signal: controller.signal, mayFocus };
  const service = services.at(-1) as Required<InteractionService>;
  const pick = async (request: Partial<PickRequest> = {}) => {
    const answer = service.pick({ items, multiple: false, ...request }, call);
    await settle();
    return { answer };
  };
  const input = async (request: Partial<InputRequest> = {}) => {
    const answer = service.input({ title: 'Name it', ...request }, call);
    await settle();
    return { answer };
  };
  return { ...view, service, call, controller, pick, input, before };
}

const field = () => screen.getByRole('combobox');
const key = (name: string, init = {}) => fireEvent.keyDown(field(), { key: name, ...init });
const active = () =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;

/** The user has had the time to see who asks. */
const armed = () =>
  waitFor(() => expect(screen.getByRole('button', { name: 'OK' }).hasAttribute('aria-disabled')).toBe(false));

describe('a quick pick', () => {
  it('says who asks, and takes the active row on Enter; the focus goes back', async () => {
    const { pick, before } = setUp();
    const { answer } = await pick({ title: 'Choose a palette' });
    const dialog = screen.getByRole('dialog', { name: 'Choose a palette' });
    expect(dialog.textContent).toContain('Color Palette asks');
    expect(document.activeElement).toBe(field());
    expect(active()).toContain('Sky');
    key('ArrowDown');
    expect(active()).toContain('Rosé');
    key('Enter');
    expect(await answer).toEqual(['rose']);
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(before);
  });

  it('finds by what is typed, without accents', async () => {
    const { pick } = setUp();
    await pick();
    fireEvent.change(field(), { target: { value: 'rose' } });
    expect(screen.getAllByRole('option')).toHaveLength(1);
    fireEvent.change(field(), { target: { value: 'clear day' } });
    expect(active()).toContain('Sky');
    fireEvent.change(field(), { target: { value: 'nothing' } });
    expect(screen.queryAllByRole('option')).toHaveLength(0);
    expect(screen.getByText('Nothing matches')).toBeTruthy();
    key('Enter');
    expect(screen.queryByRole('dialog')).toBeTruthy();
  });

  it('ticks several, in the order of the list, and is done on Ctrl+Enter', async () => {
    const { pick } = setUp();
    const { answer } = await pick({ multiple: true });
    key('ArrowDown');
    key('Enter');
    key('ArrowUp');
    key('Enter');
    expect(screen.getAllByRole('option').map((option) => option.getAttribute('aria-selected'))).toEqual([
      'true',
      'true',
      'false',
    ]);
    expect(screen.getByRole('button', { name: 'Choose 2' })).toBeTruthy();
    key('Enter', { ctrlKey: true });
    expect(await answer).toEqual(['sky', 'rose']);
  });

  it('answers null on Escape', async () => {
    const { pick } = setUp();
    const { answer } = await pick();
    key('Escape');
    expect(await answer).toBeNull();
  });

  it('shows the texts of the plugin as text', async () => {
    const { pick, baseElement } = setUp();
    await pick({ title: `<b>${'x'.repeat(10_000)}` });
    expect(screen.getAllByRole('option')[2]?.textContent).toBe('<img src=x onerror=alert(1)>');
    expect(baseElement.querySelector('dialog img, dialog b')).toBeNull();
    expect(screen.getByRole('heading').textContent?.length).toBeLessThan(600);
  });

  it('shows a part of a long list, and says so', async () => {
    const { pick } = setUp();
    await pick({ items: Array.from({ length: 1000 }, (_, id) => ({ id: `${id}`, label: `Row ${id}` })) });
    expect(screen.getAllByRole('option')).toHaveLength(100);
    expect(screen.getByText('900 more: type to find them')).toBeTruthy();
    fireEvent.change(field(), { target: { value: '999' } });
    expect(active()).toBe('Row 999');
  });
});

describe('an input box', () => {
  it('asks for a text and says who gets it', async () => {
    const { input } = setUp();
    const { answer } = await input({ value: 'Untitled', prompt: '<i>Any</i> name' });
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name it' });
    expect(document.activeElement).toBe(box);
    expect([box.value, box.type, box.autocomplete]).toEqual(['Untitled', 'text', 'off']);
    const dialog = screen.getByRole('dialog', { name: 'Name it' });
    expect(dialog.textContent).toContain('Color Palette gets what you enter.');
    expect(dialog.textContent).toContain('<i>Any</i> name');
    fireEvent.change(box, { target: { value: 'Dusk' } });
    await armed();
    fireEvent.submit(box);
    expect(await answer).toBe('Dusk');
  });

  it('says who asks and who gets it in the colour of the question, which no theme can hide by itself', async () => {
    const { input } = setUp();
    await input();
    const dialog = screen.getByRole('dialog', { name: 'Name it' });
    for (const words of ['asks', 'gets what you enter']) {
      const said = [...dialog.querySelectorAll('p')].find(({ textContent }) => textContent?.includes(words));
      for (let part: Element | null | undefined = said; part && part !== dialog; part = part.parentElement)
        expect(part.className, words).not.toMatch(/text-neutral-/);
    }
    expect(screen.getByRole('heading').className).not.toMatch(/text-neutral-/);
  });

  it('gives away nothing that somebody was typing elsewhere when it opened', async () => {
    const { input } = setUp();
    const { answer } = await input();
    const box = screen.getByRole('textbox', { name: 'Name it' });
    fireEvent.change(box, { target: { value: 'secret' } });
    fireEvent.submit(box);
    await settle();
    expect(screen.getByRole('dialog')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await answer).toBeNull();
  });

  it('hides a password, and answers null when it is closed', async () => {
    const { input } = setUp();
    const { answer } = await input({ password: true });
    expect(document.activeElement).toMatchObject({ type: 'password', autocomplete: 'new-password' });
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await answer).toBeNull();
  });
});

describe('questions', () => {
  it('are asked one after the other', async () => {
    const { pick, input } = setUp();
    const first = await pick({ title: 'First' });
    const second = await input({ title: 'Second' });
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    key('Enter');
    expect(await first.answer).toEqual(['sky']);
    await settle();
    expect(screen.getByRole('dialog', { name: 'Second' })).toBeTruthy();
    await armed();
    fireEvent.click(screen.getByRole('button', { name: 'OK' }));
    expect(await second.answer).toBe('');
  });

  it('end with their plugin', async () => {
    const { pick, controller } = setUp();
    const { answer } = await pick();
    act(() => controller.abort());
    expect(await answer).toBeNull();
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await (await pick()).answer).toBeNull();
  });

  it('end when what shows them is unmounted', async () => {
    const { pick, input, unmount } = setUp();
    const answers = [(await pick()).answer, (await input()).answer];
    unmount();
    expect(await Promise.all(answers)).toEqual([null, null]);
  });
});

describe('a progress', () => {
  it('shows how far it is, can be cancelled once, and goes', async () => {
    const { service, call } = setUp();
    const cancel = vi.fn();
    const progress = await service.progress({ title: 'Exporting', cancellable: true, cancel }, call);
    await settle();
    const bar = () => screen.getByRole('progressbar', { name: 'Exporting' });
    expect(bar().hasAttribute('aria-valuenow')).toBe(false);
    expect(screen.getByRole('status').textContent).toBe('Color Palette: Exporting');
    act(() => progress.report({ percent: 40, message: 'Page 2' }));
    await settle();
    act(() => progress.report({ percent: 60.4 }));
    await settle();
    expect([bar().getAttribute('aria-valuenow'), bar().getAttribute('aria-valuetext')]).toEqual([
      '60',
      'Page 2',
    ]);
    const button = screen.getByRole('button', { name: 'Cancel “Exporting” of Color Palette' });
    fireEvent.click(button);
    fireEvent.click(button);
    expect(cancel).toHaveBeenCalledOnce();
    progress.close();
    await settle();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('can be hidden, which does not end the task, and the focus goes to the next', async () => {
    const { service, call, before } = setUp();
    const cancel = vi.fn();
    const first = await service.progress({ title: 'Exporting', cancel }, call);
    const second = await service.progress({ title: 'Counting', cancellable: true, cancel }, call);
    await settle();
    const hide = (title: string) => screen.getByRole('button', { name: `Hide “${title}” of Color Palette` });
    act(() => hide('Exporting').focus());
    fireEvent.click(hide('Exporting'));
    await settle();
    expect(screen.getAllByRole('progressbar')).toHaveLength(1);
    expect(document.activeElement).toBe(hide('Counting'));
    act(() => first.report({ percent: 90 }));
    await settle();
    expect(screen.queryByText('Exporting')).toBeNull();
    fireEvent.click(hide('Counting'));
    await settle();
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(document.activeElement).toBe(before);
    expect(cancel).not.toHaveBeenCalled();
    first.close();
    second.close();
  });

  it('has no Cancel where it cannot be cancelled, and many are counted', async () => {
    const { service, call, controller } = setUp();
    for (let index = 0; index < 5; index++)
      await service.progress({ title: `Task ${index}`, cancel: vi.fn() }, call);
    await settle();
    expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull();
    expect(screen.getAllByRole('progressbar')).toHaveLength(3);
    expect(screen.getByText('2 more under way')).toBeTruthy();
    act(() => controller.abort());
    await settle();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});

describe('while the user types elsewhere', () => {
  it.each(['pick', 'input'] as const)('a %s takes no key: the focus is on its heading', async (kind) => {
    const asked = setUp(false);
    await asked[kind]({ title: 'Name it' });
    expect(document.activeElement?.tagName).toBe('H2');
    expect(document.activeElement?.textContent).toContain('Name it');
  });
});
