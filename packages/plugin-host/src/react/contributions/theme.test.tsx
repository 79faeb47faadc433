import { act, renderHook } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { cleanup, createTestHost, settle } from '../test-host.tsx';
import { applyTheme } from './apply-theme.ts';
import { isThemeColor } from './theme-color.ts';
import { usePluginTheme } from './use-plugin-theme.ts';

afterEach(() => {
  cleanup();
  document.documentElement.removeAttribute('style');
});

const plugin = { id: 'dark', name: 'Dark themes' };
const variables = { background: '--app-bg', accent: '--app-accent' } as const;

describe('isThemeColor', () => {
  it.each([
    '#fff',
    '#1e1b2e80',
    'rgb(1, 2, 3)',
    'rgba(1,2,3,.5)',
    'rgb(10% 20% 30% / 40%)',
    'hsl(120deg 50% 50%)',
    'hsla(-20, 50%, 50%, 0.3)',
    'transparent',
    'currentColor',
  ])('takes %s', (value) => expect(isThemeColor(value)).toBe(true));

  it.each([
    '',
    'red; background: url(https://evil.example)',
    'url(https://evil.example/x)',
    'var(--secret)',
    'rgb(var(--x), 1, 2)',
    'rgb(1,2,3) url(x)',
    'expression(alert(1))',
    '#12345',
    'rgb()',
    'rgb(1,2)',
    'color-mix(in srgb, red, blue)',
    `rgb(${'1'.repeat(100)},2,3)`,
    'rgb(123)',
    // Seconds for a pattern that can match digits in several ways.
    `rgb(${'1'.repeat(58)}x`,
    `rgb(${'1,'.repeat(50_000)}`,
    '#fff\n}',
  ])('refuses %s', (value) => expect(isThemeColor(value)).toBe(false));
});

describe('applyTheme', () => {
  it('sets what the app names and what is a colour, and gives back what was there', () => {
    const element = document.createElement('div');
    element.style.setProperty('--app-bg', 'white');
    const colors = { background: ' #1e1b2e ', accent: 'url(https://evil.example)', '--app-other': '#fff' };
    const applied = applyTheme(element, { colors }, { ...variables, constructor: '--app-x' as const });
    expect(element.getAttribute('style')).toBe('--app-bg: #1e1b2e;');
    applied.dispose();
    expect(element.getAttribute('style')).toBe('--app-bg: white;');
  });
});

describe('usePluginTheme', () => {
  async function setUp() {
    const { host } = await createTestHost();
    const activateByEvent = vi.fn(async () => undefined);
    const registration = host.themes.register({
      id: 'dark.dusk',
      name: 'Dusk',
      type: 'dark',
      colors: { background: '#1e1b2e', accent: '#f0f' },
      plugin,
    });
    host.themes.register({ id: 'dark.day', name: 'Day', type: 'light', colors: { accent: '#00f' }, plugin });
    const view = renderHook(({ id }) => usePluginTheme(id, { variables: { ...variables } }), {
      initialProps: { id: null as string | null },
      wrapper: ({ children }: { children: ReactNode }) => (
        <StrictMode>
          <PluginHostProvider host={{ ...host, activateByEvent }}>{children}</PluginHostProvider>
        </StrictMode>
      ),
    });
    await settle();
    return { ...view, registration, activateByEvent };
  }
  const value = (name: string) => document.documentElement.style.getPropertyValue(name);

  it('shows the chosen theme, starts who waits for it, and takes it away', async () => {
    const { rerender, result, unmount, activateByEvent } = await setUp();
    expect([result.current, value('--app-bg')]).toEqual([undefined, '']);
    rerender({ id: 'dark.dusk' });
    expect([result.current?.type, value('--app-bg'), value('--app-accent')]).toEqual([
      'dark',
      '#1e1b2e',
      '#f0f',
    ]);
    expect(activateByEvent).toHaveBeenCalledWith('onTheme:dark.dusk');
    rerender({ id: 'dark.day' });
    expect([result.current?.type, value('--app-bg'), value('--app-accent')]).toEqual(['light', '', '#00f']);
    unmount();
    expect(value('--app-accent')).toBe('');
  });

  it('goes when its plugin goes', async () => {
    const { rerender, result, registration } = await setUp();
    rerender({ id: 'dark.dusk' });
    await act(async () => registration.dispose());
    await settle();
    expect([result.current, value('--app-bg')]).toEqual([undefined, '']);
  });
});
