import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHex, toHex } from './oklch.ts';
import { HARMONIES, makePalette, toCss } from './palette.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const now = new Date(0);

describe('palette', () => {
  it('reads a colour and writes it back', () => {
    fc.assert(
      fc.property(hex, (color) => {
        expect(toHex(parseHex(color) ?? { l: 0, c: 0, h: 0 })).toBe(color);
      }),
    );
  });

  it('has the asked number of valid colours, the base first', () => {
    fc.assert(
      fc.property(
        hex,
        fc.constantFrom(...HARMONIES),
        fc.integer({ min: 2, max: 12 }),
        (base, harmony, size) => {
          const { colors } = makePalette(base, harmony, size, now);
          expect(colors).toHaveLength(size);
          expect(colors[0]).toBe(base);
          for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/);
        },
      ),
    );
  });

  it('puts the complement on the other side of the hue circle', () => {
    const { colors } = makePalette('#4f46e5', 'complementary', 2, now);
    const [base, complement] = colors.map((color) => parseHex(color)?.h ?? 0);
    expect(Math.abs(((complement ?? 0) - (base ?? 0) + 540) % 360)).toBeLessThan(5);
  });

  it('names what is not a colour', () => {
    expect(() => makePalette('mauve', 'triadic', 3, now)).toThrow('“mauve” is not a colour');
  });

  it('writes CSS custom properties', () => {
    expect(toCss(makePalette('#fff', 'monochrome', 2, now))).toMatch(
      /^:root \{\n {2}--palette-1: #fff;\n {2}--palette-2: #[0-9a-f]{6};\n\}$/,
    );
  });
});
