import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { act, cleanup, render } from '@testing-library/react';
import { StrictMode, Suspense, startTransition, useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { createPanelReveals } from '../../panels/panel-reveals.ts';
import type { PanelEntry } from '../../services.ts';
import { useReveals } from './use-reveals.ts';

afterEach(cleanup);

it('tells whoever is on the page, not a page that React has only tried', async () => {
  const reveals = createPanelReveals(systemClock);
  const layout = { reveals, of: () => ({}), set: () => undefined };
  const never = new Promise<never>(() => undefined);
  const told: string[] = [];
  const tried = vi.fn();
  let change: (name: string) => void = () => undefined;

  function Outlet() {
    const [name, setName] = useState('shown');
    change = setName;
    useReveals('sidebar', layout, () => told.push(name))?.done();
    if (name === 'tried') {
      tried();
      throw never;
    }
    return null;
  }
  render(
    <StrictMode>
      <Suspense>
        <Outlet />
      </Suspense>
    </StrictMode>,
  );
  await act(async () => startTransition(() => change('tried')));
  expect(tried).toHaveBeenCalled();
  const panel: PanelEntry = { id: 'charts.main', title: 'Main', location: 'sidebar' };
  await act(async () => void reveals.reveal({ panel, mayFocus: false }));
  expect(told).toEqual(['shown']);
});
