import { expect } from 'chai';
import { openPanelPage, type PanelPage, panelPlugin } from '../support/panel-page.ts';

/** A red pixel and a blue one, as an encoder writes them. */
function picture(): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2, height: 1 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = '#0000ff';
  context.fillRect(1, 0, 1, 1);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}

/**
 * A panel with a canvas (1) of 40 by 20. `body` is awaited, and the panel says what became of it: `image(width, height)` makes a green
 * one, and `forge(…)` sends operations past the runtime.
 */
const painter = (body: string) =>
  panelPlugin(
    `const view = ++views;
     const canvas = document.createElement('Canvas');
     canvas.setAttribute('label', 'Picture');
     canvas.setAttribute('width', 40);
     canvas.setAttribute('height', 20);
     const says = document.createElement('Text');
     root.append(canvas, says);
     const image = (width, height) => createImageBitmap(
       new ImageData(Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => at % 2 && 255), width, height),
     );
     const forge = async (...operations) => {
       // The canvas is there by then.
       await new Promise((resolve) => setTimeout(resolve));
       api.ui.updatePanel(view, operations);
     };
     (async () => { ${body} })().then(
       (said) => { says.textContent = 'done ' + said; },
       (error) => { says.textContent = 'threw ' + error.name + ' ' + error.message; },
     );`,
    'let views = 0;',
  );

/** The colour of the page's canvas, in the pixels of the panel. */
function colourAt(x: number, y: number): string {
  const canvas = document.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return 'no canvas';
  const scale = canvas.width / 40;
  return [...context.getImageData(Math.floor(x * scale), Math.floor(y * scale), 1, 1).data].join();
}

/** Resolves once it is so: what is painted changes nothing in the document. */
async function painted(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

const RED = '255,0,0,255';
const BLUE = '0,0,255,255';
const GREEN = '0,255,0,255';
const NOTHING = '0,0,0,0';

describe('images on a canvas', () => {
  const { close } = ImageBitmap.prototype;
  let page: PanelPage;
  let closed: ImageBitmap[];

  beforeEach(() => {
    closed = [];
    ImageBitmap.prototype.close = function () {
      closed.push(this);
      close.call(this);
    };
  });

  afterEach(async () => {
    ImageBitmap.prototype.close = close;
    await page.end();
  });

  it('come from the bytes of a picture, in any size, and are freed once they are drawn', async () => {
    page = await openPanelPage({
      painter: painter(
        `const bytes = Uint8Array.from(atob('${picture()}'), (one) => one.charCodeAt(0));
         const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
         canvas.draw([{ type: 'image', image, x: 0, y: 0, width: 40, height: 10 }]);
         return [image.width, image.height];`,
      ),
    });
    await page.shows('done 2,1');
    await painted(() => colourAt(2, 5) === RED && colourAt(38, 5) === BLUE);
    expect(colourAt(2, 15)).to.equal(NOTHING);
    expect(closed.length).to.be.greaterThan(0);
    for (const image of closed) expect([image.width, image.height]).to.deep.equal([0, 0]);
  });

  it('come from pixels, and stay the plugin’s: drawn again, or closed at once', async () => {
    page = await openPanelPage({
      painter: painter(
        `const green = await image(10, 10);
         canvas.draw([{ type: 'image', image: green, x: 0, y: 0 }, { type: 'image', image: green, x: 20, y: 10 }]);
         await new Promise((resolve) => setTimeout(resolve));
         canvas.draw([{ type: 'image', image: green, x: 30, y: 0 }]);
         green.close();
         return green.width;`,
      ),
    });
    await page.shows('done 0');
    await painted(() => [colourAt(5, 5), colourAt(25, 15), colourAt(35, 5)].every((one) => one === GREEN));
    expect(colourAt(15, 5)).to.equal(NOTHING);
  });

  it('that are closed, or too large, are refused where they are drawn, and the panel goes on', async () => {
    page = await openPanelPage({
      painter: painter(
        `const said = [];
         const attempt = (image) => { try { canvas.draw([{ type: 'image', image, x: 0, y: 0 }]) } catch (error) { said.push(error.message) } };
         const gone = await image(1, 1);
         gone.close();
         attempt(gone);
         attempt(await image(4096, 2049));
         canvas.draw([{ type: 'image', image: await image(10, 10), x: 10, y: 0 }]);
         return said.join();`,
      ),
    });
    await page.shows('done Canvas: an image is closed,Canvas: an image has more than 8388608 pixels');
    await painted(() => colourAt(15, 5) === GREEN);
    expect(colourAt(5, 5)).to.equal(NOTHING);
  });

  it('are made of no SVG, which would be a document: in no engine', async () => {
    page = await openPanelPage({
      painter: painter(
        `const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
         await createImageBitmap(new Blob([svg], { type: 'image/svg+xml' }));`,
      ),
    });
    await page.shows('threw InvalidStateError');
  });

  const FORGED: Readonly<Record<string, readonly [body: string, says: string]>> = {
    'an image of too many pixels': [
      `forge(7, 1, 'draw', [[{ type: 'image', x: 0, y: 0, image: await image(4096, 2049) }]])`,
      'has more than 8388608 pixels',
    ],
    'an image that is none': [
      `forge(7, 1, 'draw', [[{ type: 'image', x: 0, y: 0, image: { width: 1, height: 1 } }]])`,
      'must be an ImageBitmap',
    ],
    'pixels in place of an image': [
      `forge(7, 1, 'draw', [[{ type: 'image', x: 0, y: 0, image: new ImageData(1, 1) }]])`,
      'must be an ImageBitmap',
    ],
    'an image as a label': [`forge(4, 1, 'label', await image(1, 1), 0)`, 'no plain object'],
    'an image as properties': [`forge(0, 0, 0, 50, 'Text', await image(1, 1))`, 'no properties in an object'],
    'an image as a text': [`forge(1, 0, 0, 50, await image(1, 1))`, 'Only a text has text'],
    'a large image as a state': [`panel.setState(await image(1000, 1000))`, 'setState takes data'],
  };

  for (const [name, [body, says]] of Object.entries(FORGED)) {
    it(`stop a panel that sends ${name}, and only it`, async () => {
      page = await openPanelPage({
        painter: painter(body),
        neighbour: panelPlugin(`root.append('Neighbour');`),
      });
      await page.shows('Main was stopped');
      expect(page.panel('painter.main').textContent).to.contain(says);
      await page.shows('Neighbour');
      expect(page.test.host.registry.isActive('painter')).to.equal(true);
    });
  }

  it('that the panel is stopped with are freed as well', async () => {
    page = await openPanelPage({
      painter: painter(
        `forge(7, 1, 'draw', [[{ type: 'image', x: 0, y: 0, image: await image(7, 7) }, { type: 'unknown' }]])`,
      ),
    });
    await page.shows('Main was stopped');
    expect(closed.length).to.be.greaterThan(0);
  });

  it('that two operations share disturb nobody: some engines make two of them, others have freed it', async () => {
    page = await openPanelPage({
      painter: painter(
        `const green = await image(10, 10);
         const draw = (x) => [7, 1, 'draw', [[{ type: 'image', x, y: 0, image: green }]]];
         await forge(...draw(0), ...draw(20));
         await new Promise((resolve) => setTimeout(resolve));
         canvas.draw([{ type: 'image', image: green, x: 10, y: 0 }]);`,
      ),
    });
    await painted(() => colourAt(15, 5) === GREEN);
    expect(colourAt(5, 5)).to.equal(GREEN);
  });

  it('end the plugin where a message has more of them than any may', async () => {
    page = await openPanelPage({
      painter: painter(
        `const large = await image(2048, 2048);
         forge(7, 1, 'draw', [[0, 1, 2, 3].map((at) => ({ type: 'image', x: at, y: 0, image: large }))]);`,
      ),
      neighbour: panelPlugin(`root.append('Neighbour');`),
    });
    await page.appears(() => page.test.host.registry.getPlugin('painter')?.state === 'error');
    await page.shows('Neighbour');
  });
});
