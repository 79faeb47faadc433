import type { ElementName } from '../../packages/protocol/src/panel/elements.ts';

export interface PropertyFacts {
  readonly name: string;
  readonly type: string;
  /** What a value must be beyond its type. */
  readonly limits: string;
  readonly docs: string;
}

export interface EventFacts {
  readonly name: string;
  /** What it tells beside its element; empty where that is nothing. */
  readonly type: string;
  readonly docs: string;
}

export interface ElementFacts {
  readonly name: ElementName;
  /** The name of the group that it is the first of. */
  readonly group?: string;
  /** Paragraphs of Markdown. */
  readonly docs: readonly string[];
  readonly children: 'none' | 'text' | 'any';
  readonly properties: readonly PropertyFacts[];
  readonly events: readonly EventFacts[];
  readonly methods: readonly { readonly name: string; readonly docs: string }[];
}

export declare function kebab(name: string): string;
export declare function exampleCode(source: string): string;
export declare function elementFacts(source: string): readonly ElementFacts[];
