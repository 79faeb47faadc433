import { FIRST_ROWS, ROWS } from './draw-panel.ts';
import type { PanelContender } from './panel-contender.ts';
import { type FieldWatch, until, untilFound } from './watch-dom.ts';

/** Milliseconds of what happens to a panel between its opening and its end. */
export type Cycle = Record<
  'first-render' | 'keystroke' | 'insert-1000' | 'update-1000' | 'reverse-1000' | 'clear-1000',
  number
>;

const KEYS = 'aquickbrownfoxandadog';

/** Lets the page lay out and paint what was before. */
const painted = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** What stands in the panel. */
interface Parts {
  readonly field: HTMLInputElement;
  readonly button: HTMLElement;
  readonly list: Element;
}

export interface OpenedPanel extends Parts {
  /** From the request to open it until it stood there. */
  readonly milliseconds: number;
  close(): void;
}

export async function openPanel(contender: PanelContender): Promise<OpenedPanel> {
  const container = document.createElement('div');
  document.body.append(container);
  await painted();
  const begin = performance.now();
  const opening = contender.open(container);
  const parts = await untilFound(container, () => findParts(contender.rootIn(container)));
  const milliseconds = performance.now() - begin;
  const end = await opening;
  return {
    ...parts,
    milliseconds,
    close() {
      end();
      container.remove();
    },
  };
}

function findParts(root: Element | null): Parts | undefined {
  const list = root?.lastElementChild;
  if (list?.childElementCount !== FIRST_ROWS) return undefined;
  const [field, button] = [
    root?.querySelector('input'),
    root?.querySelector<HTMLElement>('ui-button, button'),
  ];
  return field && button ? { field, button, list } : undefined;
}

/** Opens the panel, uses everything in it once, and closes it. */
export async function runCycle(contender: PanelContender, fields: FieldWatch): Promise<Cycle> {
  const { milliseconds, field, button, list, close } = await openPanel(contender);
  await painted();
  const keystroke = await typeInto(field, fields);

  const rowAt = (index: number) => list.children[index]?.textContent ?? '';
  const [last, half] = [ROWS - 1, ROWS / 2];
  const press = async (fits: () => boolean, target: Node = list) => {
    await painted();
    const pressed = performance.now();
    button.click();
    await until(target, fits, target !== list);
    return performance.now() - pressed;
  };
  await press(() => list.childElementCount === 0);
  const insert = await press(() => list.childElementCount === ROWS);
  const update = await press(() => rowAt(last).includes('renamed'), list.lastElementChild ?? list);
  expect([rowAt(0), rowAt(half)], ['Row 0 renamedunchanged', `Row ${half} renamedunchanged`]);
  const reverse = await press(() => rowAt(0).startsWith(`Row ${last} `) && rowAt(last).startsWith('Row 0 '));
  expect([rowAt(1).slice(0, 7), rowAt(half).slice(0, 7)], [`Row ${last - 1}`, `Row ${last - half}`]);
  const clear = await press(() => list.childElementCount === 0);

  close();
  return {
    'first-render': milliseconds,
    keystroke,
    'insert-1000': insert,
    'update-1000': update,
    'reverse-1000': reverse,
    'clear-1000': clear,
  };
}

async function typeInto(field: HTMLInputElement, { type, untilSet }: FieldWatch): Promise<number> {
  let sum = 0;
  for (const key of KEYS) {
    const typed = `${field.value}${key}`;
    const begin = performance.now();
    type(field, typed);
    await untilSet(field, typed.toUpperCase());
    sum += performance.now() - begin;
  }
  return sum / KEYS.length;
}

function expect(actual: readonly string[], wanted: readonly string[]): void {
  if (actual.join() !== wanted.join()) throw new Error(`The panel shows ${actual}, not ${wanted}`);
}
