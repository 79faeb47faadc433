import { expect } from 'chai';
import { openPanelPage, type PanelPage, panelPlugin } from '../support/panel-page.ts';

/** Operations that are forged in the worker, beside those of the runtime. Before them the panel has a button (1) with a text (2). */
const FORGED: Readonly<Record<string, readonly [operations: string, says: string]>> = {
  'an element that there is not': ["[0, 0, 0, 50, 'script', {}]", 'There is no element “script”'],
  'an element called constructor': ["[0, 0, 0, 50, 'constructor', {}]", 'There is no element “constructor”'],
  'an object as a text': ["[0, 0, 0, 50, 'Button', { label: { toString: null } }]", 'label must be a string'],
  'a number that is taken': ["[0, 0, 0, 1, 'Stack', {}]", '1 is no new number of a node'],
  'a cycle': ["[0, 0, 0, 50, 'Stack', {}, 2, 50, 0, 50]", 'Node 50 cannot be put into itself'],
  'a link that runs code': [
    "[0, 0, 0, 50, 'Link', { href: ' JavaScript:alert(1)' }]",
    'must be https: or mailto:',
  ],
  'a hundred thousand texts': [
    "Array.from({ length: 1e5 }, (_, at) => [1, 0, 0, 50 + at, 'x']).flat()",
    'More than 2000 nodes in one element',
  ],
  'four thousand fields': [
    "Array.from({ length: 4e3 }, (_, at) => at % 1000 ? [0, 50 + at - (at % 1000), 0, 50 + at, 'ColorPicker', {}] : [0, 0, 0, 50 + at, 'Stack', {}]).flat()",
    'More than 20000 nodes, of which a field is ten',
  ],
  'forty-five charts of 20,000 bars': [
    `Array.from({ length: 45 }, (_, at) => [0, 0, 0, 50 + at, 'Chart', {
      series: Array.from({ length: 20 }, () => ({ name: 's', values: Array.from({ length: 1000 }, (_, i) => i) })),
    }]).flat()`,
    'More than 20000 nodes, of which a field is ten',
  ],
  'forty long texts in Markdown': [
    "Array.from({ length: 40 }, (_, at) => [0, 0, 0, 50 + at, 'Markdown', { text: '**a** `b` '.repeat(3000) }]).flat()",
    'More than 20000 nodes, of which a field is ten',
  ],
  'a picture that repeats itself': [
    `[0, 0, 0, 50, 'Image', { src: 'data:image/svg+xml,' + encodeURIComponent(
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g id="a0"><rect width="1" height="1"/></g>' +
      Array.from({ length: 7 }, (_, i) => '<g id="a' + (i + 1) + '">' + ('<use href="#a' + i + '"/>').repeat(10) + '</g>').join('') +
      '<use href="#a7"/></svg>') }]`,
    'an SVG has at most 2,000 characters of plain shapes',
  ],
  'wide lines all over a canvas': [
    `[0, 0, 0, 50, 'Canvas', { width: 2000, height: 2000 }, 7, 50, 'draw', [Array(15).fill({
      type: 'path', lineWidth: 500, stroke: '#00ff0080', fill: '#ff000033', closed: true,
      points: Array.from({ length: 1e4 }, (_, i) => [i * 7919 % 2000, i * 104729 % 2000]),
    })]]`,
    'operations in a second',
  ],
  'sixty canvases of 16 MB': [
    "Array.from({ length: 60 }, (_, at) => [0, 0, 0, 50 + at, 'Canvas', { width: 2000, height: 2000 }]).flat()",
    'More than 64 MB of texts, properties and canvases',
  ],
  'ten thousand elements within each other': [
    "Array.from({ length: 1e4 }, (_, at) => [0, at && 49 + at, 0, 50 + at, 'Stack', {}]).flat()",
    'More than 64 elements within each other',
  ],
  'a hundred thousand operations in a second': [
    "Array.from({ length: 1e5 }, (_, at) => [4, 1, 'disabled', at % 2 === 0, 0]).flat()",
    'operations in a second',
  ],
  '10 MB of text': ["[1, 0, 0, 50, 'x'.repeat(1e7)]", 'More than 500000 characters'],
  'a list within itself': [
    '(() => { const rows = []; rows.push(rows); return [0, 0, 0, 50, "Table", { rows }]; })()',
    'nested too deeply',
  ],
  'a handler that is an object': ["[4, 1, 'onPress', {}, 0]", 'onPress must be a function'],
  'operations that end too early': ['[0, 0]', 'malformed'],
};

const honest = (name: string) => `
  let count = 0;
  const button = document.createElement('Button');
  button.append('${name} 0');
  button.addEventListener('press', () => button.replaceChildren('${name} ' + ++count));
  root.append(button);
`;

/** Views of a plugin are numbered as they are opened. */
const hostile = (operations: string) =>
  panelPlugin(
    `const view = ++views;
     const button = document.createElement('Button');
     button.append('Attack');
     button.addEventListener('press', () => api.ui.updatePanel(view, ${operations}));
     root.append(button);`,
    `let views = 0;
     api.ui.registerPanel({ id: 'other', title: 'Other', location: 'sidebar' }, (root, panel) => {
       views++;
       const { document } = panel;
       ${honest('Other')}
     });`,
  );

describe('a panel with forged operations', () => {
  let page: PanelPage;

  afterEach(() => page.end());

  for (const [name, [operations, says]] of Object.entries(FORGED)) {
    it(`is stopped by ${name}, and the others go on`, async () => {
      page = await openPanelPage({
        hostile: hostile(operations),
        neighbour: panelPlugin(honest('Neighbour')),
      });
      await page.shows('Neighbour 0');
      await page.press('Attack');
      await page.shows('Main was stopped');
      expect(page.panel('hostile.main').textContent).to.contain(says);
      for (const other of ['Other', 'Neighbour']) {
        await page.press(`${other} 0`);
        await page.shows(`${other} 1`);
      }
      expect(page.test.host.registry.isActive('hostile')).to.equal(true);
    });
  }

  it('goes with its plugin when a message is larger than any may be, and the others go on', async () => {
    page = await openPanelPage({
      hostile: hostile("[1, 0, 0, 50, 'x'.repeat(1e8)]"),
      neighbour: panelPlugin(honest('Neighbour')),
    });
    await page.shows('Neighbour 0');
    await page.press('Attack');
    await page.appears(() => !document.querySelector('[data-panel="hostile.main"]'));
    expect(page.test.host.registry.getPlugin('hostile')?.state).to.equal('error');
    await page.press('Neighbour 0');
    await page.shows('Neighbour 1');
  });
});
