import { exampleCode, kebab } from '../../../../../../scripts/reference/element-facts.mjs';
import type { PanelTemplate } from '../areas/panels/ui.ts';

export interface ComponentExample {
  readonly code: string;
  readonly template: PanelTemplate;
}

const templates = import.meta.glob<PanelTemplate>('./examples/*.tsx', { import: 'default', eager: true });
const sources = import.meta.glob<string>('./examples/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The example of an element: what is drawn and the code that makes it are the same file. */
export function exampleOf(name: string): ComponentExample {
  const path = `./examples/${kebab(name)}.tsx`;
  const template = templates[path];
  const source = sources[path];
  if (!template || source === undefined) throw new Error(`The gallery has no ${path}`);
  return { template, code: exampleCode(source) };
}
