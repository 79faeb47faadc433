import { expect } from 'chai';
import { createElement } from 'react';
import { PluginHostProvider, PluginPanel, usePanels } from '../../src/react/index.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const gallery = {
  manifest: { name: 'Gallery', manifestVersion: 2 as const, permissions: ['ui' as const] },
  code: `
    export function activate(context, api) {
      api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, (root, { document }) => {
        const make = (name, props, listeners = {}) => {
          const element = document.createElement(name);
          for (const [key, value] of Object.entries(props)) element.setAttribute(key, value);
          for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener);
          root.append(element);
          return element;
        };
        const heard = document.createElement('Text');
        const hear = (what) => ({ value, checked, id, rev }) => {
          heard.textContent = what + ' ' + (value ?? checked ?? id);
        };
        make('Table', {
          label: 'Rows',
          columns: [{ id: 'name', label: 'Name' }],
          rows: Array.from({ length: 100_000 }, (_, index) => ({ id: String(index), cells: { name: 'Row ' + index } })),
        }, { select: hear('row') });
        make('Select', { label: 'Format', options: [{ value: 'png', label: 'PNG' }, { value: 'svg', label: 'SVG' }] },
          { change: hear('select') });
        make('Switch', { label: 'Preview' }, { change: hear('switch') });
        make('Slider', { label: 'Size', value: 5 }, { change: hear('slider') });
        make('Canvas', { label: 'Dot', width: 20, height: 20 })
          .draw([{ type: 'rect', x: 0, y: 0, width: 20, height: 20, fill: '#ff0000' }]);
        root.append(heard);
      });
    }`,
};

function Panels() {
  return usePanels('sidebar').map((panel) => createElement(PluginPanel, { key: panel.id, panel }));
}

describe('elements of panels', () => {
  let test: TestHost;
  let page: ReactPage;

  before(async () => {
    test = createTestHost({ gallery });
    await test.host.start();
    await test.run('gallery');
    page = openReactPage(
      createElement(PluginHostProvider, { host: test.host, children: createElement(Panels) }),
    );
  });

  after(async () => {
    page.close();
    await test.host.dispose();
  });

  const find = <T extends HTMLElement>(selector: string) =>
    page.appears(() => document.querySelector<T>(selector));

  it('draw a few of 100,000 rows, wherever they are scrolled to', async () => {
    const table = await find<HTMLElement>('[role="grid"]');
    const scroller = table.parentElement as HTMLElement;
    // The page of these tests has no styles.
    scroller.style.overflow = 'auto';
    expect(scroller.scrollHeight).to.be.greaterThan(3_000_000);
    scroller.scrollTop = scroller.scrollHeight / 2;
    await page.appears(() => /Row 5000\d/.test(table.textContent ?? ''));
    expect(table.querySelectorAll('tr').length).to.be.lessThan(60);
    table.focus();
    table.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
    await page.shows('Row 99999');
    await page.appears(() => {
      const active = document.getElementById(table.getAttribute('aria-activedescendant') ?? '');
      return active?.textContent === 'Row 99999';
    });
    table.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
    await page.shows('row 99999');
  });

  it('tell what the user changes', async () => {
    const select = await find<HTMLSelectElement>('select');
    select.selectedIndex = [...select.options].findIndex(({ text }) => text === 'SVG');
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.shows('select svg');
    (await find<HTMLInputElement>('[role="switch"]')).click();
    await page.shows('switch true');
    const slider = await find<HTMLInputElement>('[type="range"]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, '9');
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    await page.shows('slider 9');
  });

  it('draw what a canvas is told before it is there', async () => {
    const canvas = await find<HTMLCanvasElement>('canvas');
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const middle = () => [...context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data].join();
    await page.appears(() => middle() === '255,0,0,255');
  });
});
