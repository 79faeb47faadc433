/** With Ctrl or Cmd: clipboard, undo, select all, find, reload, tabs and windows, the address bar, zoom, quit. */
const WITH_MAIN = new Set([
  ...['c', 'x', 'v', 'insert', 'z', 'y', 'a', 'f', 'r', 'w', 'f4', 't', 'n', 'q', 'l'],
  ...['tab', 'pageup', 'pagedown', ...'1234567890', '-', '='],
]);
/** The same with Shift: paste as text, redo, reload, close, open again, a private window, tabs, zoom. */
const WITH_MAIN_AND_SHIFT = new Set(['v', 'z', 'r', 'w', 't', 'n', 'tab', '-', '=']);
/** With Alt: close the window, the address bar. */
const WITH_ALT = new Set(['f4', 'd']);
/** Reload, full screen, developer tools. */
const ALWAYS = new Set(['f5', 'f11', 'f12']);

/**
 * Whether users expect a stroke to do what it does on every page, or to type: no plugin takes it on its own, nor a chord that begins
 * with it. Such are all strokes without Ctrl, Alt or Cmd but the F keys.
 *
 * @param keys in their one spelling
 */
export function isPageKey(keys: string): boolean {
  const parts = (keys.split(' ', 1)[0] as string).split('+');
  const key = parts.pop() as string;
  if (ALWAYS.has(key)) return true;
  switch (parts.join('+').replace('meta', 'ctrl').replace('shift+ctrl', 'ctrl+shift')) {
    case '':
    case 'shift':
      return !/^f\d/.test(key);
    case 'ctrl':
      return WITH_MAIN.has(key);
    case 'ctrl+shift':
      return WITH_MAIN_AND_SHIFT.has(key);
    case 'alt':
      return WITH_ALT.has(key);
    default:
      return false;
  }
}
