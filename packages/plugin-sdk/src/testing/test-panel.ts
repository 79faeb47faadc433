import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelStatus, PanelView } from './host-source.ts';
import { elementsOf, namesOf, type ShownElement, textsOf } from './panel-nodes.ts';
import { createPanelUser } from './panel-user.ts';
import { requireOpen } from './require-open.ts';
import { letMessagesArrive } from './turns.ts';

/**
 * An element of a panel, as it stands there now. What is done with it is done as a user does it: each rejects with `INVALID_ARGUMENT`
 * where no user could, because the element is disabled, has no such event, row or value, or is gone; and where the plugin would not
 * hear of it.
 */
export interface TestElement {
  readonly name: ElementName;
  readonly props: Readonly<Record<string, unknown>>;
  /** All text in it. */
  readonly text: string;
  /** Presses it; a `Button` with `type="submit"` submits its `Form` as well. Waits until the plugin has answered. */
  press(): Promise<void>;
  /** Types a value: each is an input of its own, and final when something else is used. Waits until the plugin has answered. */
  input(value: unknown): Promise<void>;
  /** Chooses a value, ticks a box, or types and leaves the field. Waits until the plugin has answered. */
  change(value: unknown): Promise<void>;
  /**
   * Does anything else: `select` with `{ id }`, `sort` with `{ column, descending }`, `submit`, which is Enter in a field. Waits until
   * the plugin has answered.
   */
  send(type: string, detail?: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * A panel that is open, with a hand on what its plugin has drawn: the real tree, checked by the real schemas. Once it has stopped,
 * everything but `status` and `close()` throws what has stopped it; once it is closed, `DISPOSED`.
 */
export interface TestPanel {
  readonly status: PanelStatus;
  /** All text in it, a line for each piece. */
  readonly text: string;
  /**
   * The only element of that name, or the only one whose label, title or text is `called`.
   *
   * @throws PluginError `NOT_FOUND`, naming what there is
   */
  find(name: ElementName, called?: string): TestElement;
  findAll(name: ElementName): TestElement[];
  setVisible(visible: boolean): Promise<void>;
  close(): Promise<void>;
}

export function createTestPanel(view: PanelView): TestPanel {
  const user = createPanelUser(view);
  const act = async (step: () => void) => {
    step();
    await letMessagesArrive();
  };

  const toElement = ({ node, name }: ShownElement): TestElement => ({
    name,
    get props() {
      const now = node.getSnapshot();
      return now.name === '#text' ? {} : now.props;
    },
    get text() {
      return textsOf(node).join('');
    },
    press: () => user.send(node, 'press'),
    input: (value) => user.input(node, value),
    change: (value) => user.change(node, value),
    send: (type, detail) => user.send(node, type, detail),
  });

  const allOf = (name: ElementName): ShownElement[] => {
    requireOpen(view);
    return [...elementsOf(view.root)].filter((element) => element.name === name);
  };

  return {
    get status() {
      return view.getSnapshot();
    },
    get text() {
      requireOpen(view);
      return textsOf(view.root).join('\n');
    },
    findAll: (name) => allOf(name).map(toElement),
    find(name, called) {
      const all = allOf(name);
      const found = called === undefined ? all : all.filter((element) => namesOf(element).includes(called));
      const [first] = found;
      if (first && found.length === 1) return toElement(first);
      throw new PluginError('NOT_FOUND', whyNot(name, called, found.length, all, view));
    },
    setVisible: (visible) =>
      act(() => {
        requireOpen(view);
        view.setVisible(visible);
      }),
    close: () => act(() => view.close()),
  };
}

/** Why one element of that name was not to be found. */
function whyNot(
  name: ElementName,
  called: string | undefined,
  found: number,
  all: readonly ShownElement[],
  view: PanelView,
): string {
  const wanted = called === undefined ? name : `${name} called “${called}”`;
  if (all.length === 0) {
    const there = [...new Set([...elementsOf(view.root)].map((element) => element.name))].join(', ');
    return `The panel has no ${wanted}: ${there ? `there are only ${there}` : 'nothing is drawn yet'}`;
  }
  const named = all.map((element) => {
    const names = namesOf(element).map((one) => `“${one}”`);
    return names.join(' or ') || 'one without a name';
  });
  const there = `Of ${name} there ${all.length === 1 ? 'is' : 'are'}: ${named.join(', ')}`;
  if (found === 0) return `The panel has no ${wanted}. ${there}`;
  const advice =
    called === undefined ? `say which, as in find('${name}', 'its label')` : `take one of findAll('${name}')`;
  return `The panel has ${found} elements ${wanted}: ${advice}. ${there}`;
}
