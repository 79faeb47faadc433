import type { ELEMENTS, ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type * as v from 'valibot';
import type { ElementProps } from './element-map.ts';

type Elements = typeof ELEMENTS;

/** The properties of an element by its schema, and which of its events somebody listens to. */
export type CheckedProps<N extends ElementName> = {
  readonly [K in keyof Elements[N]['props']]?: Elements[N]['props'][K] extends v.GenericSchema<
    unknown,
    infer T
  >
    ? T
    : never;
} & { readonly [E in Elements[N]['events'][number] as `on${Capitalize<E>}`]?: true };

/** What the receiver has checked already, with its types. */
export function propsOf<N extends ElementName>(_name: N, { props }: ElementProps): CheckedProps<N> {
  return props as CheckedProps<N>;
}
