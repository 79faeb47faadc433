import { expect } from 'chai';
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
    void field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
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
