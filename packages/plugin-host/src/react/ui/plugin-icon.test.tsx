import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { isPicture, PluginIcon } from './plugin-icon.tsx';

afterEach(cleanup);

const svg = (inside: string) => `data:image/svg+xml,${encodeURIComponent(`<svg>${inside}</svg>`)}`;
const show = (icon: string) => render(<PluginIcon plugin={{ id: 'demo', name: 'Demo', icon }} />).container;

it.each(['data:image/png;base64,AAAA', svg('<rect width="9" height="9"/>')])('shows %s', (icon) => {
  expect(show(icon).querySelector('img')?.getAttribute('src')).toBe(icon);
  expect(isPicture(icon)).toBe(true);
});

it.each([
  svg('<g id="a"/><use href="#a"/>'),
  svg('<rect filter="blur(90px)"/>'),
  svg('<rect><animate attributeName="x" dur="1s"/></rect>'),
  'https://example.com/icon.png',
])('shows the first letter of the name instead of %s', (icon) => {
  const shown = show(icon);
  expect(shown.querySelector('img')).toBeNull();
  expect(shown.textContent).toBe('D');
  expect(isPicture(icon)).toBe(false);
});
