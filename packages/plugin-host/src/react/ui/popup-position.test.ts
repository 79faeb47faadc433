import { describe, expect, it } from 'vitest';
import { placeOf, placePopup } from './popup-position.ts';

const viewport = { width: 400, height: 300 };
const popup = { width: 100, height: 80 };
const point = (x: number, y: number) => placeOf({ x, y });
const at = (x: number, y: number, isRtl = false) => placePopup(point(x, y), popup, viewport, isRtl);

describe('placePopup', () => {
  it('opens below a point, to where text goes', () => {
    expect(at(50, 40)).toEqual({ left: 50, top: 40 });
    expect(at(150, 40, true)).toEqual({ left: 50, top: 40 });
  });

  it('opens above where there is more room', () => {
    expect(at(50, 280)).toEqual({ left: 50, top: 200 });
  });

  it('stays inside', () => {
    expect(at(390, 40)).toEqual({ left: 292, top: 40 });
    expect(at(20, 40, true)).toEqual({ left: 8, top: 40 });
    expect(placePopup(point(50, 40), { width: 900, height: 900 }, viewport, false)).toEqual({
      left: 8,
      top: 8,
    });
  });

  it('is in line with what it belongs to', () => {
    const button = { left: 100, right: 220, top: 10, bottom: 40 };
    expect(placePopup(button, popup, viewport, false)).toEqual({ left: 100, top: 40 });
    expect(placePopup(button, popup, viewport, true)).toEqual({ left: 120, top: 40 });
  });
});
