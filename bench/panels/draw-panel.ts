/** What the panel is drawn with: as much of the DOM as both trees have. */
export interface DrawDocument {
  createElement(name: string): DrawElement;
  createTextNode(text: string): DrawText;
}

interface DrawNode {
  remove(): void;
}

interface DrawText extends DrawNode {
  data: string;
}

export interface DrawElement extends DrawNode {
  value: unknown;
  append(...children: DrawNode[]): void;
  setAttribute(name: string, value: string): void;
  addEventListener(type: string, listener: (event: DrawEvent) => void): void;
}

/** What was typed is `value` in ours and `detail` in a remote event. */
interface DrawEvent {
  readonly value?: unknown;
  readonly detail?: unknown;
}

interface Row {
  readonly element: DrawElement;
  readonly title: DrawText;
}

export type ElementNames = Readonly<Record<'heading' | 'field' | 'button' | 'stack' | 'text', string>>;

/** Rows that stand there from the beginning, and those that the button is about. */
export const [FIRST_ROWS, ROWS] = [20, 1_000];

/**
 * The panel under measurement, drawn by plain calls of the DOM, the same for all: a heading, a field whose text is answered in
 * capitals, a button, and rows of two texts. The button empties the list, then fills it with a thousand rows, renames each, turns
 * them round, and begins again.
 */
export function drawPanel(document: DrawDocument, root: DrawElement, names: ElementNames): void {
  const heading = document.createElement(names.heading);
  heading.append(document.createTextNode('Rows'));
  const field = document.createElement(names.field);
  field.setAttribute('label', 'Name');
  field.addEventListener('input', ({ value, detail }) => {
    field.value = String(value ?? detail).toUpperCase();
  });
  const button = document.createElement(names.button);
  button.append(document.createTextNode('Next'));
  const list = document.createElement(names.stack);
  let rows: Row[] = [];

  function add(count: number): void {
    for (let index = 0; index < count; index++) {
      const element = document.createElement(names.stack);
      element.setAttribute('direction', 'row');
      const title = document.createTextNode(`Row ${index}`);
      const [first, second] = [document.createElement(names.text), document.createElement(names.text)];
      first.append(title);
      second.setAttribute('tone', 'muted');
      second.append(document.createTextNode('unchanged'));
      element.append(first, second);
      list.append(element);
      rows.push({ element, title });
    }
  }

  function clear(): void {
    // From the end: remote-dom’s tree takes several times as long from the beginning, ours no longer.
    for (const { element } of rows.toReversed()) element.remove();
    rows = [];
  }

  const steps = [
    clear,
    () => add(ROWS),
    () => {
      for (const { title } of rows) title.data = `${title.data} renamed`;
    },
    () => {
      rows.reverse();
      for (const { element } of rows) list.append(element);
    },
  ];
  let step = 0;
  button.addEventListener('press', () => steps[step++ % steps.length]?.());
  add(FIRST_ROWS);
  root.append(heading, field, button, list);
}
