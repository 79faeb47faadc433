import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { PanelNode } from '../../panels/panel-node.ts';
import type { PanelView } from '../../panels/panel-view.ts';
import { activeAround, useFocusable } from './use-invocation.ts';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

export interface TextValue<T extends TextControl> {
  readonly ref: RefObject<T | null>;
  readonly defaultValue: string;
  onInput(): void;
  onChange(): void;
  onBlur(): void;
  onCompositionStart(): void;
  onCompositionEnd(): void;
}

/**
 * A field whose text belongs to the page: what is typed stands there at once, and what the plugin answers is put in its place unless
 * more was typed since, with the caret where it was. React controls nothing here: it would move the caret to the end.
 */
export function useTextValue<T extends TextControl>(
  view: PanelView,
  node: PanelNode,
  value: string,
): TextValue<T> {
  const ref = useFocusable<T>(view, node);
  // What the plugin puts there is no change of the user’s.
  const typed = useRef(false);

  useLayoutEffect(() => {
    const control = ref.current;
    if (control && control.value !== value) replaceText(control, value);
  }, [value]);

  const send = (type: 'input' | 'change') => {
    const control = ref.current;
    if (control) view.input(node, type, control.value);
  };
  const commit = () => {
    if (!typed.current) return;
    typed.current = false;
    send('change');
  };
  return {
    ref,
    defaultValue: value,
    onInput() {
      typed.current = true;
      send('input');
    },
    // React’s `onChange` is the input event: heard so that it does not warn of a field without it.
    onChange: () => undefined,
    onBlur: commit,
    onCompositionStart: () => view.compose(node, true),
    onCompositionEnd: () => view.compose(node, false),
  };
}

/** Puts another text there and keeps the caret: before the same text that it stood before, or else where it was. */
function replaceText(control: TextControl, value: string): void {
  const { value: before, selectionStart, selectionEnd } = control;
  const isFocused = activeAround(control) === control;
  control.value = value;
  // A field of numbers or addresses has no caret to ask for.
  if (!isFocused || selectionStart === null || selectionEnd === null) return;
  const move = (at: number) => (value.endsWith(before.slice(at)) ? value.length - (before.length - at) : at);
  control.setSelectionRange(move(selectionStart), move(selectionEnd));
}
