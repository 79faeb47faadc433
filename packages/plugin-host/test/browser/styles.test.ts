import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { expect } from 'chai';
import { createElement } from 'react';
import { PluginPermissionDialog } from '../../src/react/index.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';

const manifest: PluginManifest = {
  id: 'demo',
  name: 'Demo',
  version: '1.0.0',
  main: 'main.js',
  permissions: ['storage', 'network'],
  optionalPermissions: [],
  network: { hosts: ['api.example.com'] },
};

describe('styles.css, in an app without Tailwind', () => {
  let page: ReactPage;
  let dialog: HTMLElement;
  const added: HTMLElement[] = [];
  const add = <E extends HTMLElement>(element: E, parent: HTMLElement = document.head): E => {
    parent.append(element);
    added.push(element);
    return element;
  };
  const appStyle = (css: string) => {
    add(document.createElement('style')).textContent = css;
  };
  const styleOf = (element: Element | null | undefined) => {
    if (!element) throw new Error('no such element');
    return getComputedStyle(element);
  };

  beforeEach(async () => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = '/packages/plugin-host/dist/styles.css';
    await new Promise((resolve, reject) => {
      sheet.onload = resolve;
      sheet.onerror = () => reject(new Error('There is no dist/styles.css: build the package first'));
      add(sheet);
    });
    page = openReactPage(createElement(PluginPermissionDialog, { manifest, onApprove() {}, onCancel() {} }));
    dialog = await page.appears(() => document.querySelector<HTMLElement>('dialog[open]'));
  });

  afterEach(() => {
    page.close();
    for (const element of added.splice(0)) element.remove();
    document.documentElement.removeAttribute('data-theme');
    document.documentElement.className = '';
    document.documentElement.dir = '';
  });

  it('lays out the components', () => {
    expect(styleOf(dialog).borderTopLeftRadius).to.equal('12px');
    expect(styleOf(dialog).backgroundColor).to.equal('rgb(255, 255, 255)');
    expect(styleOf(dialog.querySelector('ul')).listStyleType).to.equal('none');
    expect(styleOf(dialog.querySelector('header')).display).to.equal('flex');
  });

  it('lets the rules of the app win, whatever their weight', () => {
    appStyle('dialog { background: rgb(1, 2, 3) } button { border-radius: 9px }');
    expect(styleOf(dialog).backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(styleOf(dialog.querySelector('button')).borderTopLeftRadius).to.equal('9px');
  });

  it('touches nothing of the app', () => {
    const own = add(document.createElement('div'), document.body);
    own.className = 'flex p-0 absolute rounded-lg';
    const list = add(document.createElement('ul'), document.body);
    expect(styleOf(own).display).to.equal('block');
    expect(styleOf(own).position).to.equal('static');
    expect(styleOf(own).borderTopLeftRadius).to.equal('0px');
    expect(styleOf(list).listStyleType).to.equal('disc');
    expect(styleOf(list).marginTop).not.to.equal('0px');
  });

  for (const [name, dark] of [
    ['the class dark', () => document.documentElement.classList.add('dark')],
    ['data-theme=dark', () => document.documentElement.setAttribute('data-theme', 'dark')],
  ] as const) {
    it(`is dark below ${name}`, () => {
      const light = styleOf(dialog).backgroundColor;
      dark();
      expect(styleOf(dialog).backgroundColor).not.to.equal(light);
    });
  }

  it('takes its colours from variables', () => {
    appStyle(':root { --flux-plugins-color-white: rgb(250, 240, 230) }');
    expect(styleOf(dialog).backgroundColor).to.equal('rgb(250, 240, 230)');
  });

  it('is mirrored from right to left', () => {
    const side = () => {
      const icon = dialog.querySelector('header > span')?.getBoundingClientRect();
      const title = dialog.querySelector('h2')?.getBoundingClientRect();
      return Math.sign((icon?.left ?? 0) - (title?.left ?? 0));
    };
    expect(side()).to.equal(-1);
    document.documentElement.dir = 'rtl';
    expect(side()).to.equal(1);
  });
});
