// What browser tests ask of the DevTools protocol for the page they run in. Only Chromium speaks it.

/** Sessions of the frames of a page that run in other processes. */
async function framesOf(page) {
  const sessions = [];
  const attached = ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'iframe') sessions.push(page.connection().session(sessionId));
  };
  page.on('Target.attachedToTarget', attached);
  // Those that exist are attached before it answers.
  await page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  page.off('Target.attachedToTarget', attached);
  return sessions;
}

function crash(frame) {
  const crashed = new Promise((resolve) => frame.once('Inspector.targetCrashed', resolve));
  // Never answered: who would answer is gone.
  frame.send('Page.crash').catch(() => undefined);
  return crashed;
}

const COMMANDS = {
  /** Ends the processes in which frames of the page run, if they are not the page's own. Answers how many frames that were. */
  async 'crash-frames'(page) {
    const frames = await framesOf(page);
    await Promise.all(frames.map(crash));
    return frames.length;
  },

  /** What is left after a collection of garbage: in the page's heap and documents, and of frames and workers in the browser. */
  async census(page) {
    await page.send('HeapProfiler.collectGarbage');
    const { usedSize } = await page.send('Runtime.getHeapUsage');
    const { jsEventListeners, nodes } = await page.send('Memory.getDOMCounters');
    const { targetInfos } = await page.send('Target.getTargets', { filter: [{}] });
    const count = (type) => targetInfos.filter((target) => target.type === type).length;
    return {
      heap: usedSize,
      listeners: jsEventListeners,
      nodes,
      frames: count('iframe'),
      workers: count('worker'),
    };
  },

  /** The mouse goes to a place of the page's window, `x,y`, or is pressed and let go there: `x,y,click`. */
  async pointer(page, text) {
    const [x, y, click] = text.split(',');
    const send = (type, rest) =>
      page.send('Input.dispatchMouseEvent', { type, x: Number(x), y: Number(y), ...rest });
    await send('mouseMoved');
    if (!click) return true;
    await send('mousePressed', { button: 'left', clickCount: 1 });
    await send('mouseReleased', { button: 'left', clickCount: 1 });
    return true;
  },

  /** A character in the making, as an input method shows it in the field that has the focus. */
  async compose(page, text) {
    await page.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    return true;
  },

  /** Puts a text in the place of what is being composed. */
  async commit(page, text) {
    await page.send('Input.insertText', { text });
    return true;
  },
};

/**
 * Koa middleware for @web/test-runner: `POST /test/devtools?command=census&session=<id of the test's session>[&text=…]` answers JSON.
 *
 * @param launcher of the browser whose pages these are
 */
export function devtools(launcher) {
  return async (context, next) => {
    const { pathname, searchParams } = new URL(context.url, 'http://localhost');
    if (pathname !== '/test/devtools') return next();
    const page = await launcher.getPage(searchParams.get('session')).createCDPSession();
    try {
      context.body = JSON.stringify(
        await COMMANDS[searchParams.get('command')](page, searchParams.get('text')),
      );
    } finally {
      await page.detach();
    }
  };
}
