import { expect } from 'chai';
import { openPanelPage, type PanelPage, panelPlugin } from '../support/panel-page.ts';

/** A canvas of 40 by 20 in blue, with a red and a green pixel at 10, 5; then one that is nothing at all at 30, 5. */
const painter = panelPlugin(
  `const canvas = document.createElement('Canvas');
   canvas.setAttribute('width', 40);
   canvas.setAttribute('height', 20);
   canvas.draw([
     { type: 'rect', x: 0, y: 0, width: 40, height: 20, fill: '#0000ff' },
     { type: 'pixels', x: 10, y: 5, width: 2, height: 1, data: Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255) },
     { type: 'pixels', x: 30, y: 5, width: 1, height: 1, data: new Uint8ClampedArray(4) },
   ]);
   root.append(canvas);`,
);

/** The colour of a pixel of the screen. */
function colourAt(x: number, y: number): string {
  const context = document.querySelector('canvas')?.getContext('2d');
  return context ? [...context.getImageData(x, y, 1, 1).data].join() : 'no canvas';
}

const RED = '255,0,0,255';
const GREEN = '0,255,0,255';
const BLUE = '0,0,255,255';
const NOTHING = '0,0,0,0';

describe('pixels on a canvas', () => {
  let page: PanelPage;

  afterEach(async () => {
    await page.end();
    Reflect.deleteProperty(window, 'devicePixelRatio');
  });

  for (const ratio of [1, 2]) {
    it(`are where the plugin puts them, and as large, at ${ratio} of the screen for one`, async () => {
      Object.defineProperty(window, 'devicePixelRatio', { configurable: true, value: ratio });
      page = await openPanelPage({ painter });
      // What is painted changes nothing in the document.
      while (colourAt(0, 0) !== BLUE) await new Promise((resolve) => requestAnimationFrame(resolve));
      const seen = (x: number, y: number) => {
        const corners = [0, ratio - 1].flatMap((dx) => [
          colourAt(x * ratio + dx, y * ratio),
          colourAt(x * ratio + dx, y * ratio + ratio - 1),
        ]);
        return [...new Set(corners)].join(' ');
      };
      expect([seen(9, 5), seen(10, 5), seen(11, 5), seen(12, 5)]).to.deep.equal([BLUE, RED, GREEN, BLUE]);
      expect([seen(10, 4), seen(10, 6), seen(5, 2)]).to.deep.equal([BLUE, BLUE, BLUE]);
      expect(seen(30, 5)).to.equal(NOTHING);
    });
  }
});
