import { expect } from 'chai';
import { guardFocus } from '../../src/panels/webview-focus.ts';
import { click, hasDevtools, point } from '../support/devtools.ts';
import { engine } from '../support/escape/engine.ts';
import { webviewIn } from '../support/escape/webviews.ts';

/** Takes the focus as often as it is told, and tells when that is done. */
const take = (times: number) => `const input = document.createElement('input');
  document.body.append(input);
  let left = ${times};
  const timer = setInterval(() => {
    if (left-- === 0) { clearInterval(timer); tell('done', ''); return; }
    input.blur();
    input.focus();
  }, 50)`;

describe('a webview that takes the focus', () => {
  let field: HTMLInputElement;
  let end: (() => void) | undefined;

  beforeEach(() => {
    field = document.createElement('input');
    document.body.append(field);
    field.focus();
  });
  afterEach(() => {
    end?.();
    field.remove();
  });

  const type = (key: string) =>
    void field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  const hasFocus = () => document.activeElement === field;
  /** Runs a source in a webview, in front of which `keys` are typed into the field. */
  const runs = (source: string, ...keys: string[]) =>
    new Promise<string>((resolve) => {
      void webviewIn({ frameUrl: '/test/runtime' }, (error) => resolve(String(error)))(source, resolve).then(
        (stop) => {
          end = stop;
          keys.forEach(type);
        },
      );
    });

  it('does not get it while the user types in the app', async () => {
    expect(await runs(take(1), 'p')).to.equal('done');
    expect(hasFocus()).to.equal(true);
  });

  it('does not get it while the user types in a shadow tree', async () => {
    const place = document.body.appendChild(document.createElement('div'));
    place.attachShadow({ mode: 'open' }).append(field);
    field.focus();
    expect(await runs(take(1), 'p')).to.equal('done');
    expect(place.shadowRoot?.activeElement).to.equal(field);
    place.remove();
  });

  it('is closed when it does not give up, where the engine gives it the focus at all', async () => {
    const timer = setInterval(type, 100, 'a');
    const outcome = await runs(take(40), 'p');
    clearInterval(timer);
    expect(outcome).to.match(engine === 'webkit' ? /done/ : /took the focus again and again/);
    expect(hasFocus()).to.equal(true);
  });

  it('gets it when the user goes there by the keyboard, where the engine allows that', async () => {
    expect(await runs(take(1), 'p', 'Tab')).to.equal('done');
    expect(hasFocus()).to.equal(engine === 'webkit');
  });
});

// Over a frame in the page's own process: DevTools tell the page nothing of a pointer over one in another process, and mice do.
describe('the guard of the focus', () => {
  let field: HTMLInputElement;
  let frame: HTMLIFrameElement;
  let now = 60_000;
  let thefts = 0;
  let unguard: () => void;

  beforeEach(async () => {
    field = document.body.appendChild(document.createElement('input'));
    frame = document.createElement('iframe');
    frame.srcdoc = '<input style="position: fixed; inset: 0">';
    frame.style.cssText = 'position: fixed; top: 100px; left: 100px; width: 200px; height: 200px';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    thefts = 0;
    unguard = guardFocus(frame, { now: () => now }, () => thefts++);
    if (hasDevtools) await point(600, 500);
  });
  afterEach(() => {
    unguard();
    field.remove();
    frame.remove();
  });

  const type = () => {
    field.focus();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', bubbles: true, composed: true }));
  };
  /** Resolves when what gives the focus back has done so. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
  const steal = async () => {
    type();
    frame.contentDocument?.querySelector('input')?.focus();
    await settled();
  };

  it('takes five thefts for no accident, and forgets those of long ago', async () => {
    for (let times = 1; times <= 8; times++) {
      now += 10_001;
      await steal();
    }
    expect([document.activeElement === field, thefts]).to.deep.equal([true, 0]);
    for (let times = 2; times <= 5; times++) await steal();
    expect([document.activeElement === field, thefts]).to.deep.equal([true, 1]);
  });

  if (hasDevtools) {
    it('lets the user click into it where the pointer was all along, however often', async () => {
      await point(200, 200);
      for (let times = 1; times <= 6; times++) {
        type();
        await click(200, 200);
        await settled();
        expect(document.activeElement === frame, `click ${times}`).to.equal(true);
      }
      expect(thefts).to.equal(0);
      // Elsewhere again.
      await point(600, 500);
      await steal();
      expect(document.activeElement === field).to.equal(true);
    });

    it('lets nothing take it where the pointer only passed over it', async () => {
      type();
      await point(200, 200);
      await point(600, 500);
      frame.contentDocument?.querySelector('input')?.focus();
      await settled();
      expect(document.activeElement === field).to.equal(true);
    });
  }
});
