import { expect } from 'chai';
import { commit, compose, hasDevtools } from '../support/devtools.ts';
import { openPanelPage, type PanelPage, panelPlugin } from '../support/panel-page.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A field, and below it what the plugin has seen of it. */
const field = (name: string, onInput: string) => `{
  const field = document.createElement('${name}');
  field.setAttribute('label', 'Name');
  const seen = document.createElement('Text');
  seen.append('Seen: ');
  field.addEventListener('input', async (event) => {
    const until = performance.now() + 25;
    while (performance.now() < until);
    seen.textContent = 'Seen: ' + event.value;
    ${onInput}
  });
  root.append(field, seen);
}`;
const shout = 'event.target.value = event.value.toUpperCase();';

const SENTENCE = 'the quick brown fox jumps over the lazy dog again and again.';
const PER_SECOND = 60;

/** A key at a time, where the caret is. */
async function type(control: Field, text: string): Promise<void> {
  control.focus();
  for (const letter of text) {
    put(control, letter);
    await new Promise((resolve) => setTimeout(resolve, 1000 / PER_SECOND));
  }
}

function put(control: Field, text: string, isComposing = false): void {
  const start = control.selectionStart ?? 0;
  control.setRangeText(text, start, control.selectionEnd ?? start, 'end');
  control.dispatchEvent(
    new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text, isComposing }),
  );
}

describe('typing into a panel whose plugin blocks 25 ms at each key', () => {
  let page: PanelPage;

  const open = async (name: string, onInput: string): Promise<Field> => {
    page = await openPanelPage({ painter: panelPlugin(field(name, onInput)) });
    return page.field('Name');
  };

  afterEach(() => page.end());

  for (const name of ['TextField', 'TextArea']) {
    it(`loses nothing of 60 characters a second in a ${name}, and the caret stays`, async () => {
      const control = await open(name, shout);
      await type(control, SENTENCE);
      await page.appears(() => control.value === SENTENCE.toUpperCase());
      expect(control.selectionStart).to.equal(SENTENCE.length);
    });
  }

  it('takes back what the plugin does not want', async () => {
    const control = await open('TextField', "event.target.value = event.value.replace(/\\D/g, '');");
    await type(control, '1a2b3c4d5e');
    await page.appears(() => control.value === '12345');
    expect(control.selectionStart).to.equal(5);
    // The value was the same before: there is nothing to set, and still the letter has to go.
    await type(control, 'x');
    await page.appears(() => control.value === '12345');
  });

  it('is not undone by a handler that answers late with the number of its event', async () => {
    const control = await open(
      'TextField',
      `await new Promise((resolve) => setTimeout(resolve, 60));
       event.target.setValue(event.value.toUpperCase(), event.rev);`,
    );
    await type(control, SENTENCE);
    await page.appears(() => control.value === SENTENCE.toUpperCase());
  });

  it('stays in the middle of a text when it is inserted there', async () => {
    const control = await open('TextField', shout);
    await type(control, 'hello world');
    await page.appears(() => control.value === 'HELLO WORLD');
    control.setSelectionRange(5, 5);
    await type(control, ' dear');
    await page.appears(() => control.value === 'HELLO DEAR WORLD');
    expect(control.selectionStart).to.equal(10);
  });

  it('leaves a character that is being composed alone, and answers when it is there', async () => {
    const control = await open('TextField', shout);
    await type(control, 'a');
    await page.appears(() => control.value === 'A');
    control.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    put(control, 'k', true);
    await page.shows('Seen: Ak');
    expect(control.value).to.equal('Ak');
    control.setSelectionRange(1, 2);
    put(control, 'ka', true);
    await page.shows('Seen: Aka');
    expect(control.value).to.equal('Aka');
    control.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: 'ka' }));
    await page.appears(() => control.value === 'AKA');
  });

  const itInChromium = hasDevtools ? it : () => undefined;
  itInChromium('does so with the input method of the browser', async () => {
    const control = await open('TextField', shout);
    control.focus();
    await compose('k');
    await page.shows('Seen: k');
    await compose('ka');
    await page.shows('Seen: ka');
    expect(control.value).to.equal('ka');
    await commit('kana');
    await page.appears(() => control.value === 'KANA');
    await compose('z');
    await page.shows('Seen: KANAz');
    expect(control.value).to.equal('KANAz');
    await commit('字');
    await page.shows('Seen: KANA字');
    expect(control.value).to.equal('KANA字');
  });
});
