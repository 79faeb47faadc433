/** One server-sent event. */
export interface ServerEvent {
  type: string;
  data: string;
  /** What to send as `Last-Event-ID` to go on after it. */
  id: string;
}

/** Characters of one event: those of plugin-server have a hundred. */
const LONGEST = 64 * 1024;

/**
 * Reads server-sent events as the HTML standard has them, from text in pieces of any size. `retry` is left to the caller's own judgement.
 *
 * @returns what takes the next piece; it throws for an event without end
 */
export function createEventParser(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let rest = '';
  let afterReturn = false;
  let size = 0;
  let id = '';
  let type = '';
  let data: string[] = [];

  function dispatch(): void {
    if (data.length > 0) onEvent({ type: type || 'message', data: data.join('\n'), id });
    type = '';
    data = [];
    size = 0;
  }

  function takeLine(line: string): void {
    if (line === '') {
      dispatch();
      return;
    }
    size += line.length;
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'event') type = value;
    if (name === 'data') data.push(value);
    if (name === 'id' && !value.includes('\0')) id = value;
  }

  return (text) => {
    // The second half of a line end that was cut in two.
    const piece = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') afterReturn = piece.endsWith('\r');
    const lines = (rest + piece).split(/\r\n|\r|\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) takeLine(line);
    if (size + rest.length > LONGEST) throw new Error('An event of the server has no end');
  };
}
