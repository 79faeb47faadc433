import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelNode, PanelStatus, PanelView } from './host-source.ts';
import { letMessagesArrive } from './turns.ts';

/** An element of a panel, as it stands there now. */
export interface TestElement {
  readonly name: ElementName;
  readonly props: Readonly<Record<string, unknown>>;
  /** All text in it. */
  readonly text: string;
  /** Presses it, and waits until the plugin has answered. */
  press(): Promise<void>;
  /** Types or chooses a value: each is an input of its own. Waits until the plugin has answered. */
  input(value: unknown): Promise<void>;
  /** The value is final: a field is left, a box is ticked. Waits until the plugin has answered. */
  change(value: unknown): Promise<void>;
  /** Tells of any other event: `select` with `{ id }`, `submit`, `sort`. Waits until the plugin has answered. */
  send(type: string, detail?: Readonly<Record<string, unknown>>): Promise<void>;
}

/** A panel that is open, with a hand on what its plugin has drawn: the real tree, checked by the real schemas. */
export interface TestPanel {
  readonly status: PanelStatus;
  /** All text in it, a line for each piece. */
  readonly text: string;
  /**
   * The only element of that name, or the only one whose label or text is `called`.
   *
   * @throws PluginError `NOT_FOUND`, naming what there is
   */
  find(name: ElementName, called?: string): TestElement;
  findAll(name: ElementName): TestElement[];
  setVisible(visible: boolean): Promise<void>;
  close(): Promise<void>;
}

export function createTestPanel(view: PanelView): TestPanel {
  const act = async (step: () => void) => {
    step();
    await letMessagesArrive();
  };

  const toElement = (node: PanelNode, name: ElementName): TestElement => ({
    name,
    get props() {
      const now = node.getSnapshot();
      return now.name === '#text' ? {} : now.props;
    },
    get text() {
      return textsOf(node).join('');
    },
    press: () => act(() => view.send(node, 'press')),
    input: (value) => act(() => view.input(node, 'input', value)),
    change: (value) => act(() => view.input(node, 'change', value)),
    send: (type, detail) => act(() => view.send(node, type, detail)),
  });

  const findAll = (name: ElementName): TestElement[] =>
    [...nodesOf(view.root)]
      .filter((node) => node.getSnapshot().name === name)
      .map((node) => toElement(node, name));

  return {
    get status() {
      return view.getSnapshot();
    },
    get text() {
      return textsOf(view.root).join('\n');
    },
    findAll,
    find(name, called) {
      const all = findAll(name);
      const found = called === undefined ? all : all.filter((element) => namesOf(element).includes(called));
      const [first] = found;
      if (first && found.length === 1) return first;
      const wanted = called === undefined ? name : `${name} called “${called}”`;
      const there = all.map((element) => `“${namesOf(element).join('” or “')}”`).join(', ') || 'none';
      throw new PluginError(
        'NOT_FOUND',
        `The panel has ${found.length || 'no'} ${wanted}. Of ${name} there are: ${there}`,
      );
    },
    setVisible: (visible) => act(() => view.setVisible(visible)),
    close: () => act(() => view.close()),
  };
}

function* nodesOf(node: PanelNode): Generator<PanelNode> {
  yield node;
  const now = node.getSnapshot();
  if (now.name !== '#text') for (const child of now.children) yield* nodesOf(child);
}

function textsOf(root: PanelNode): string[] {
  return [...nodesOf(root)].flatMap((node) => {
    const now = node.getSnapshot();
    return now.name === '#text' ? [now.text] : [];
  });
}

function namesOf({ props, text }: TestElement): string[] {
  return [props.label, props.title, text].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}
