import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup } from '../test-host.tsx';
import { PluginErrorBoundary } from './plugin-error-boundary.tsx';

beforeEach(() => {
  // React prints every error that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const plugin = { id: 'palette', name: '<b>Color</b> Palette' };

describe('PluginErrorBoundary', () => {
  it('says whose UI failed and why, keeps the rest, and tries again', () => {
    let broken = true;
    const onError = vi.fn();
    function Panel() {
      if (broken) throw new Error('no paint left');
      return <p>Colours</p>;
    }
    const { container } = render(
      <>
        <p>App</p>
        <PluginErrorBoundary plugin={plugin} onError={onError}>
          <Panel />
        </PluginErrorBoundary>
      </>,
    );
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('What <b>Color</b> Palette shows here failed');
    expect(alert.textContent).toContain('no paint left');
    expect(container.querySelector('b')).toBeNull();
    expect(screen.getByText('App')).toBeTruthy();
    expect(onError).toHaveBeenCalledWith(new Error('no paint left'), plugin);
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.getByRole('alert')).toBeTruthy();
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Colours')).toBeTruthy();
  });
});
