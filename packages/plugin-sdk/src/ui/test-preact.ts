import { type ComponentChildren, h as createElement, options, render, type VNode } from 'preact';
import { createPreactDraw, type PreactDraw } from './preact.ts';

/** As JSX is typed. What Preact has for calls takes a component, which is a text, for an element of HTML. */
export const h = <P extends object>(
  type: (props: P) => unknown,
  props: P,
  ...children: ComponentChildren[]
): VNode => createElement(type as never, props, ...children) as VNode;

const { ...before } = options;

export const preact = (): PreactDraw => createPreactDraw({ options, render });

/** Takes back what `preact()` has set. */
export function restoreOptions(): void {
  for (const name of Object.keys(options)) if (!(name in before)) Reflect.deleteProperty(options, name);
  Object.assign(options, before);
}
