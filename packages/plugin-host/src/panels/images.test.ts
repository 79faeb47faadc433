import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OpenView, openView } from './open-view.ts';
import type { PanelNode } from './panel-node.ts';
import { createPanelViews } from './panel-views.ts';

/** As a browser has it. */
class Bitmap {
  width: number;
  height: number;
  closed = false;
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }
  close(): void {
    this.closed = true;
    this.width = this.height = 0;
  }
}

const MEGABYTE = [512, 512] as const;
const draw = (...images: Bitmap[]) => [
  op.INVOKE,
  1,
  'draw',
  [images.map((image) => ({ type: 'image', image, x: 0, y: 0 }))],
];

let now: number;
let view: OpenView;
let canvas: PanelNode;

beforeEach(() => {
  vi.stubGlobal('ImageBitmap', Bitmap);
  now = 0;
  view = openView({
    id: 1,
    clock: { now: () => now },
    post: () => undefined,
    onState: () => undefined,
    onError: () => undefined,
    onUserAction: () => undefined,
    onClose: () => undefined,
  });
  view.apply([op.INSERT, op.ROOT, 0, 1, 'Canvas', {}]);
  const snapshot = view.root.getSnapshot();
  canvas = snapshot.name === '#root' ? (snapshot.children[0] as PanelNode) : view.root;
});

afterEach(() => vi.unstubAllGlobals());

function stopped(): string {
  const status = view.getSnapshot();
  return status.state === 'stopped' ? status.error.message : status.state;
}

describe('images are freed', () => {
  it('when what came with them is refused', () => {
    const [first, second] = [new Bitmap(1, 1), new Bitmap(1, 1)];
    view.apply([...draw(first), ...draw(second), op.INVOKE, 1, 'undraw', []]);
    expect(stopped()).toContain('undraw');
    expect([first.closed, second.closed]).toEqual([true, true]);
  });

  it('when the view is over', () => {
    const [waiting, late] = [new Bitmap(1, 1), new Bitmap(1, 1)];
    view.apply(draw(waiting));
    expect(waiting.closed).toBe(false);
    view.close();
    expect(waiting.closed).toBe(true);
    view.apply(draw(late));
    expect(late.closed).toBe(true);
  });

  it('when there is no such view any more', () => {
    const views = createPanelViews({
      clock: { now: () => 0 },
      onError: () => undefined,
      onUserAction: () => undefined,
    });
    const image = new Bitmap(1, 1);
    views.update(7, draw(image));
    expect(image.closed).toBe(true);
  });

  it('when the canvas is gone before it was shown', () => {
    const image = new Bitmap(1, 1);
    view.apply(draw(image));
    view.apply([op.REMOVE, 1]);
    expect(image.closed).toBe(true);
  });

  it('when too many wait for a canvas to be shown: those that came last are drawn', () => {
    const images = Array.from({ length: 101 }, () => new Bitmap(1, 1));
    for (const image of images) view.apply(draw(image));
    expect(images.filter(({ closed }) => closed)).toEqual([images[0]]);
    const heard = vi.fn();
    view.onInvoke(canvas, heard);
    expect(heard).toHaveBeenCalledTimes(100);
    expect(images.filter(({ closed }) => closed)).toHaveLength(1);
  });

  it('when those that wait in all canvases are too large together', () => {
    view.apply([op.INSERT, op.ROOT, 0, 2, 'Canvas', {}]);
    const images = Array.from({ length: 70 }, () => new Bitmap(...MEGABYTE));
    for (const [at, image] of images.entries()) {
      now += 1_000;
      const [code, , ...parts] = draw(image);
      view.apply([code, (at % 2) + 1, ...parts]);
    }
    expect(stopped()).toBe('open');
    const kept = images.filter(({ closed }) => !closed);
    expect(kept.length).toBe(63);
    expect(kept).toContain(images.at(-1));
  });

  it('not when somebody draws them, who does that', () => {
    const image = new Bitmap(1, 1);
    view.onInvoke(canvas, () => undefined);
    view.apply(draw(image));
    expect(image.closed).toBe(false);
  });
});

describe('images count', () => {
  it('by their pixels: hundreds of megabytes at once stop a panel', () => {
    view.onInvoke(canvas, () => undefined);
    let drawn = 0;
    for (; drawn < 1_000 && stopped() === 'open'; drawn++) view.apply(draw(new Bitmap(...MEGABYTE)));
    expect(stopped()).toContain('operations in a second');
    expect(drawn).toBeGreaterThan(200);
    expect(drawn).toBeLessThan(250);
  });

  it('little, where they are small: sixty times a second', () => {
    view.onInvoke(canvas, () => undefined);
    for (let frame = 0; frame < 6_000; frame++) {
      now += 1_000 / 60;
      view.apply(draw(new Bitmap(600, 400)));
    }
    expect(stopped()).toBe('open');
  });

  it('all of one drawing together', () => {
    const large = () => new Bitmap(2_048, 2_048);
    view.apply(draw(large(), large(), large()));
    expect(stopped()).toBe('open');
    const images = [large(), large(), large(), large()];
    view.apply(draw(...images));
    expect(stopped()).toContain('More than 64 MB');
    expect(images.every(({ closed }) => closed)).toBe(true);
  });
});
