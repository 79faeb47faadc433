import { isHeard, requireDetail, requireEvent, requireHeard, requireValue } from './check-action.ts';
import type { PanelNode, PanelView } from './host-source.ts';
import { describe, elementOf, elementsOf, nodesOf, type ShownElement } from './panel-nodes.ts';
import { refuse } from './refuse.ts';
import { requireOpen } from './require-open.ts';
import { letMessagesArrive } from './turns.ts';

type Detail = Readonly<Record<string, unknown>>;

/** Does with a panel what its user can, as the page would. Each resolves when the plugin has answered. */
export interface PanelUser {
  input(node: PanelNode, value: unknown): Promise<void>;
  change(node: PanelNode, value: unknown): Promise<void>;
  send(node: PanelNode, type: string, detail?: Detail): Promise<void>;
}

/** Whoever presses Enter in a field means what stands there. */
const LEAVING = new Set(['submit', 'blur']);
const VALUES = new Set(['input', 'change']);

export function createPanelUser(view: PanelView): PanelUser {
  /** The field that was typed into and not left yet. */
  let typing: PanelNode | undefined;

  function look(node: PanelNode): ShownElement {
    requireOpen(view);
    for (const element of elementsOf(view.root)) if (element.node === node) return element;
    throw refuse(`${describe(elementOf(node))} is no longer in the panel: find it anew`);
  }

  /** The outermost, which is the one that HTML knows. */
  function formAround(node: PanelNode): ShownElement | undefined {
    for (const element of elementsOf(view.root)) {
      if (element.name !== 'Form') continue;
      for (const inner of nodesOf(element.node)) if (inner === node) return element;
    }
    return undefined;
  }

  /** What was typed is final when the field is left. */
  async function leave(): Promise<void> {
    const left = typing;
    typing = undefined;
    if (!left) return;
    for (const { node, props, schema } of elementsOf(view.root))
      if (node === left) view.input(left, 'change', props[schema.value ?? 'value']);
    await letMessagesArrive();
  }

  function say(element: ShownElement, type: string, detail?: Detail): void {
    requireHeard(element, type);
    view.send(element.node, type, detail);
  }

  function pressButton(button: ShownElement): void {
    requireEvent(button, 'press');
    const form = button.props.type === 'submit' ? formAround(button.node) : undefined;
    const submits = form !== undefined && isHeard(form, 'submit');
    if (!submits || isHeard(button, 'press')) say(button, 'press');
    if (submits) view.send(form.node, 'submit');
  }

  /** As Enter does it in one of its fields: by its button, where it has one. */
  function submitForm(form: ShownElement): void {
    const button = [...elementsOf(form.node)].find(
      ({ name, props }) => name === 'Button' && props.type === 'submit',
    );
    if (button) pressButton(button);
    else say(form, 'submit');
  }

  function submit(element: ShownElement): void {
    const form = formAround(element.node);
    if (form && element.name === 'Form' && form.node !== element.node)
      throw refuse(`${describe(element)} stands in another Form, which is submitted in its place`);
    if (form && (element.name === 'Form' || !isHeard(element, 'submit'))) submitForm(form);
    else say(element, 'submit');
  }

  function tell(element: ShownElement, type: string, detail: Detail): void {
    requireEvent(element, type);
    if (VALUES.has(type) && element.schema.value)
      throw refuse(`${describe(element)}: its ${type} has a value: use ${type}(value)`);
    requireDetail(element, type, detail);
    if (type === 'submit') submit(element);
    else if (element.name === 'Button') pressButton(element);
    else say(element, type, detail);
  }

  /** What can be typed step by step is typed before it is final. */
  async function enter(node: PanelNode, type: 'input' | 'change', value: unknown): Promise<void> {
    if (typing !== node) await leave();
    const element = look(node);
    requireEvent(element, type);
    requireValue(element, value);
    const { schema, props } = element;
    const isTyped = schema.events.includes('input');
    if (isTyped) typing = node;
    if (!isTyped || type === 'input') view.input(node, type, value);
    else if (props[schema.value ?? 'value'] !== value) view.input(node, 'input', value);
    await letMessagesArrive();
    if (type === 'change') await leave();
  }

  return {
    input: (node, value) => enter(node, 'input', value),
    change: (node, value) => enter(node, 'change', value),
    async send(node, type, detail = {}) {
      if (typing !== node || LEAVING.has(type)) await leave();
      tell(look(node), type, detail);
      await letMessagesArrive();
    },
  };
}
