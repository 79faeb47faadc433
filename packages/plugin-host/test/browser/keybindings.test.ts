import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { expect } from 'chai';
import { createStore, set } from 'idb-keyval';
import { createKeybindingOverrides } from '../../src/contributions/keybinding-overrides.ts';
import { createKeybindings, type Keybindings } from '../../src/contributions/keybindings.ts';
import { createHostValues } from '../../src/storage/host-values.ts';

describe('keybindings', () => {
  const ran: string[] = [];
  let place: HTMLElement;
  let keybindings: Keybindings;
  let attached: Disposable;

  beforeEach(() => {
    ran.length = 0;
    place = document.body.appendChild(document.createElement('div'));
    keybindings = createKeybindings({
      platform: 'linux',
      evaluate: () => true,
      run: (command) => void ran.push(command),
      overrides: { read: async () => ({}), write: async () => {} },
    });
    keybindings.set(
      ['ctrl+b', 'b', 'g i', 'ctrl+k b', 'shift+/'].map((key) => ({
        command: key,
        key,
        owner: 'app' as const,
      })),
    );
    attached = keybindings.attach(document);
  });

  afterEach(() => {
    attached.dispose();
    place.remove();
  });

  /** Whether the event was prevented. */
  function press(target: EventTarget, key: string, init: KeyboardEventInit = {}): boolean {
    const event = new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      composed: true,
      cancelable: true,
      ...init,
    });
    // WebKit's constructor does not take these; its own events have them.
    const { keyCode = event.keyCode, isComposing = event.isComposing, modifierAltGraph } = init;
    Object.defineProperties(event, { keyCode: { value: keyCode }, isComposing: { value: isComposing } });
    if (modifierAltGraph)
      Object.defineProperty(event, 'getModifierState', { value: (name: string) => name === 'AltGraph' });
    return !target.dispatchEvent(event);
  }

  it('run for events of the document, and prevent what the browser would do', () => {
    expect(press(document.body, 'b', { code: 'KeyB', ctrlKey: true })).to.equal(true);
    expect(press(document.body, 'b', { code: 'KeyB' })).to.equal(true);
    expect(press(document.body, '?', { code: 'Slash', shiftKey: true })).to.equal(true);
    expect(press(document.body, 'x', { code: 'KeyX', ctrlKey: true })).to.equal(false);
    expect(ran).to.deep.equal(['ctrl+b', 'b', 'shift+/']);
    attached.dispose();
    expect(press(document.body, 'b', { code: 'KeyB', ctrlKey: true })).to.equal(false);
  });

  it('leave fields their keys, in shadow roots and rich text too', () => {
    place.innerHTML =
      '<input><textarea></textarea><select></select><div contenteditable><p>text</p></div><button>b</button>';
    const root = place.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const hidden = root.appendChild(document.createElement('input'));
    const fields = [...place.querySelectorAll('input, textarea, select, p'), hidden];
    expect(fields.length).to.equal(5);
    for (const field of fields) {
      expect(press(field, 'b', { code: 'KeyB' }), field.localName).to.equal(false);
      expect(press(field, 'b', { code: 'KeyB', ctrlKey: true }), field.localName).to.equal(true);
    }
    expect(ran).to.deep.equal(fields.map(() => 'ctrl+b'));
    expect(press(place.querySelector('button') ?? place, 'b', { code: 'KeyB' })).to.equal(true);
  });

  it('go on with a chord in a field', () => {
    const field = place.appendChild(document.createElement('textarea'));
    expect(press(field, 'k', { code: 'KeyK', ctrlKey: true })).to.equal(true);
    expect(press(field, 'b', { code: 'KeyB' })).to.equal(true);
    expect(ran).to.deep.equal(['ctrl+k b']);
  });

  it('leave composition, AltGr, handled events and what is no key alone', () => {
    expect(press(document.body, 'b', { code: 'KeyB', isComposing: true })).to.equal(false);
    expect(press(document.body, 'b', { code: 'KeyB', keyCode: 229 })).to.equal(false);
    expect(press(document.body, 'b', { code: 'KeyB', modifierAltGraph: true })).to.equal(false);
    place.addEventListener('keydown', (event) => event.preventDefault());
    press(place, 'b', { code: 'KeyB' });
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    expect(ran).to.deep.equal([]);
  });

  it("keep the user's keys in IndexedDB, for one user", async () => {
    const store = createKeybindingOverrides(createHostValues('ada'));
    await store.write({ 'app.save': 'f5', 'app.open': null });
    expect(await createKeybindingOverrides(createHostValues('ada')).read()).to.deep.equal({
      'app.save': 'f5',
      'app.open': null,
    });
    expect(await createKeybindingOverrides(createHostValues('bob')).read()).to.deep.equal({});
  });

  it('count damaged ones as none, and say so', async () => {
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (text: unknown) => warnings.push(text);
    try {
      for (const damaged of [{ 'app.save': 5 }, 'text', null]) {
        await set('keybindings', damaged, createStore('flux-plugin-host:eve', 'values'));
        expect(await createKeybindingOverrides(createHostValues('eve')).read()).to.deep.equal({});
      }
    } finally {
      console.warn = warn;
    }
    expect(warnings.length).to.equal(3);
    expect(warnings[0]).to.contain("The user's keys are damaged");
  });
});
