import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { ModalService } from '../../services.ts';
import { fakeDocument } from '../panels/test-fake-document.ts';
import { cleanup, settle } from '../test-host.tsx';
import { useModals } from './use-modals.tsx';

// Downloaded when it is first shown: here at once.
beforeAll(() => import('./modal-dialog.tsx'));
afterEach(cleanup);

const plugin = { id: 'charts', name: 'Charts' };

function setUp() {
  const services: ModalService[] = [];
  function App() {
    const [modals, element] = useModals();
    services.push(modals);
    return element;
  }
  render(<App />);
  const controller = new AbortController();
  const { document, made } = fakeDocument();
  const service = services.at(-1) as Required<ModalService>;
  const call = { plugin, signal: controller.signal, mayFocus: false };
  const show = async () => {
    const answer = service.show(document, call);
    await settle();
    return { answer };
  };
  return { service, call, controller, made, show };
}

it('shows a document in a dialog, and resolves with the result that it gives', async () => {
  const { made, show } = setUp();
  const { answer } = await show();
  expect(made.at(-1)?.element.title).toBe('Charts');
  expect(screen.getByRole('dialog').contains(made.at(-1)?.element ?? null)).toBe(true);
  act(() => made.at(-1)?.become({ state: 'open' }));
  act(() => made.at(-1)?.become({ state: 'closed', result: { chosen: 'blue' } }));
  expect(await answer).toEqual({ chosen: 'blue' });
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('says whose it is, and not that somebody asks: it may only show something', async () => {
  const { show } = setUp();
  await show();
  expect(screen.getByRole('dialog', { name: /From the plugin Charts$/ })).toBeTruthy();
  expect(screen.queryByText(/asks/)).toBeNull();
});

it('resolves with nothing when the user closes it, and removes the frame', async () => {
  const { made, show } = setUp();
  const { answer } = await show();
  act(() => made.at(-1)?.become({ state: 'open' }));
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(await answer).toBeUndefined();
  await settle();
  expect(made.at(-1)?.dispose).toHaveBeenCalled();
});

it('closes when the plugin stops', async () => {
  const { controller, show } = setUp();
  const { answer } = await show();
  act(() => controller.abort());
  expect(await answer).toBeUndefined();
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('fills no dialog of its own', () => {
  const { service, call } = setUp();
  expect(() => service.show(undefined, call)).toThrow(expect.objectContaining({ code: 'NOT_SUPPORTED' }));
});
