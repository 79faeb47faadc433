import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { PanelView } from '../../panels/panel-view.ts';
import type { PanelDrawing } from '../../services.ts';
import { settle } from '../test-host.tsx';
import { usePanelView } from './use-panel-view.ts';

afterEach(cleanup);

function Panel({ drawing, visible }: { readonly drawing: PanelDrawing; readonly visible: boolean }) {
  usePanelView(drawing, visible);
  return null;
}

const fakeDrawing = () => ({ open: vi.fn(() => new Promise<PanelView>(() => undefined)) });

it('opens what is hidden as hidden', async () => {
  const drawing = fakeDrawing();
  const { rerender } = render(<Panel drawing={drawing} visible={false} />);
  await settle();
  expect(drawing.open.mock.calls).toEqual([[{ visible: false }]]);
  // To be seen is no reason to open it anew; another one is opened as the user has it then.
  rerender(<Panel drawing={drawing} visible />);
  expect(drawing.open).toHaveBeenCalledOnce();
  const other = fakeDrawing();
  rerender(<Panel drawing={other} visible />);
  expect(other.open.mock.calls).toEqual([[{ visible: true }]]);
});
