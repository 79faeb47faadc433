import { createTestHost } from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it } from 'vitest';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from './main.ts';

const { themes } = manifest.contributes;

/** The relative luminance of WCAG 2.2. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe('the themes', () => {
  it.each(themes)('$name can be read', ({ id, colors }) => {
    const least = id === 'high-contrast' ? 7 : 4.5;
    for (const below of [colors.background, colors.surface, colors.surfaceHover])
      for (const text of [colors.text, colors.textMuted, colors.accent])
        expect([text, below, contrast(text, below)]).toEqual([text, below, expect.toSatisfy(atLeast(least))]);
  });

  it('are dark, and name the same colours', () => {
    const [first] = themes;
    for (const { type, colors } of themes) {
      expect(type).toBe('dark');
      expect(luminance(colors.background)).toBeLessThan(0.05);
      expect(Object.keys(colors)).toEqual(Object.keys(first?.colors ?? {}));
      for (const color of Object.values(colors)) expect(color).toMatch(/^#[0-9a-f]{6}$/);
    }
  });

  it('need no permission, and start nothing', async () => {
    await using host = await createTestHost({ plugin, manifest });
    expect(host.grants).toEqual([]);
    expect(host.commands).toEqual([]);
    expect(host.calls).toEqual([]);
  });
});

const atLeast = (least: number) => (value: unknown) => typeof value === 'number' && value >= least;
