import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { DEFAULT_STRINGS, type PluginStrings, type StringKey } from './default-strings.ts';
import { fillElements, fillText, pickForm } from './text.ts';

export interface Strings {
  /** A BCP 47 tag: how numbers, dates and plurals are formed. */
  readonly locale: string;
  /**
   * A text, with its values. `count` also chooses the plural form.
   *
   * @example
   * text('marketplace.found', { count: 3 }) // '3 plugins found'
   */
  text(key: StringKey, values?: Readonly<Record<string, string | number>>): string;
  /**
   * The same with elements for values.
   *
   * @example
   * elements('consent.request', { name: <PluginText text={plugin.name} /> })
   */
  elements(key: StringKey, values: Readonly<Record<string, ReactNode>>): ReactNode;
}

export function createStrings(own: PluginStrings = {}, locale = 'en'): Strings {
  const template = (key: StringKey, count: unknown) =>
    pickForm(own[key] ?? DEFAULT_STRINGS[key], own[key] ? locale : 'en', count);
  return {
    locale,
    text: (key, values) => fillText(template(key, values?.count), values, locale),
    elements: (key, values) => fillElements(template(key, values.count), values),
  };
}

const StringsContext = createContext<Strings>(createStrings());

export interface StringsProviderProps {
  readonly strings: PluginStrings | undefined;
  readonly locale: string | undefined;
  readonly children: ReactNode;
}

export function StringsProvider({ strings, locale, children }: StringsProviderProps) {
  const value = useMemo(() => createStrings(strings, locale), [strings, locale]);
  return <StringsContext.Provider value={value}>{children}</StringsContext.Provider>;
}

/** The texts of the nearest provider; English outside of one. */
export function useStrings(): Strings {
  return useContext(StringsContext);
}
