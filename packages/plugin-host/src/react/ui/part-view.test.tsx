import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { PartView } from './part-view.tsx';
import { usePart } from './use-part.ts';

afterEach(cleanup);

interface TabProps {
  load(): Promise<string>;
  readonly wanted: boolean;
}

function TabOf({ load, wanted }: TabProps) {
  return <PartView part={usePart(load, wanted)}>{(part) => <p>{part}</p>}</PartView>;
}

it('is downloaded when it is wanted, and not before', async () => {
  const load = vi.fn(async () => 'The tab');
  const { rerender } = render(<TabOf load={load} wanted={false} />);
  expect(load).not.toHaveBeenCalled();
  rerender(<TabOf load={load} wanted />);
  expect(await screen.findByText('The tab')).toBeTruthy();
  rerender(<TabOf load={load} wanted={false} />);
  rerender(<TabOf load={load} wanted />);
  expect(screen.getByText('The tab')).toBeTruthy();
  expect(load).toHaveBeenCalledOnce();
});

it('says that its download failed, and can be tried again', async () => {
  const load = vi.fn(async () => 'The tab');
  load.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockRejectedValueOnce(new TypeError('Again'));
  render(
    <StrictMode>
      <TabOf load={load} wanted />
    </StrictMode>,
  );
  expect(screen.getByRole('status').textContent).toBe('Loading…');
  expect((await screen.findByRole('alert')).textContent).toContain('This part could not be loaded');
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('The tab')).toBeTruthy();
});
