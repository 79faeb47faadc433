import { normalizeHue, parseHex, toHex } from './oklch.ts';

export const HARMONIES = ['analogous', 'complementary', 'triadic', 'tetradic', 'monochrome'] as const;
export type Harmony = (typeof HARMONIES)[number];

export interface Palette {
  base: string;
  harmony: Harmony;
  /** `#rrggbb`, the base colour first. */
  colors: string[];
  /** ISO 8601. */
  createdAt: string;
}

/** Hues of one round, in degrees from the base. Larger palettes go round again in another lightness. */
const HUES: Record<Harmony, readonly number[]> = {
  analogous: [0, 30, -30, 60, -60],
  complementary: [0, 180],
  triadic: [0, 120, 240],
  tetradic: [0, 90, 180, 270],
  monochrome: [0],
};

/** Lightness of the second, third, … round: alternately lighter and darker than the base. */
const ROUNDS = [0, 0.16, -0.16, 0.28, -0.28, 0.38, -0.38];

export function isHarmony(value: unknown): value is Harmony {
  return HARMONIES.some((harmony) => harmony === value);
}

/**
 * Makes a palette.
 *
 * @throws Error when `base` is not a `#rgb` or `#rrggbb` colour
 */
export function makePalette(base: string, harmony: Harmony, size: number, now: Date): Palette {
  const origin = parseHex(base);
  if (!origin) throw new Error(`“${base}” is not a colour: set the base colour to one such as #4f46e5`);
  const hues = HUES[harmony];
  const colors = Array.from({ length: size }, (_, index) => {
    const round = Math.floor(index / hues.length);
    const shift = ROUNDS[round % ROUNDS.length] ?? 0;
    return toHex({
      l: Math.min(0.97, Math.max(0.15, origin.l + shift)),
      c: origin.c,
      h: normalizeHue(origin.h + (hues[index % hues.length] ?? 0)),
    });
  });
  return { base, harmony, colors: [base.toLowerCase(), ...colors.slice(1)], createdAt: now.toISOString() };
}

/** CSS custom properties, `--palette-1` first. */
export function toCss({ colors }: Palette): string {
  return `:root {\n${colors.map((color, index) => `  --palette-${index + 1}: ${color};`).join('\n')}\n}`;
}
