import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { FIRST_STRINGS, type PluginStrings, type StringKey } from './default-strings.ts';
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

/** @param defaults our own texts: a key that is in neither is shown as it is */
export function createStrings(
  own: PluginStrings = {},
  locale = 'en',
  defaults: PluginStrings = FIRST_STRINGS,
): Strings {
  const template = (key: StringKey, count: unknown) =>
    pickForm(own[key] ?? defaults[key] ?? key, own[key] ? locale : 'en', count);
  return {
    locale,
    text: (key, values) => fillText(template(key, values?.count), values, locale),
    elements: (key, values) => fillElements(template(key, values.count), values),
  };
}

interface Scope {
  readonly own: PluginStrings | undefined;
  readonly locale: string | undefined;
  readonly defaults: PluginStrings;
  readonly strings: Strings;
}

const createScope = (
  own?: PluginStrings,
  locale?: string,
  defaults: PluginStrings = FIRST_STRINGS,
): Scope => ({
  own,
  locale,
  defaults,
  strings: createStrings(own, locale, defaults),
});

const StringsContext = createContext<Scope>(createScope());

export interface StringsProviderProps {
  readonly strings: PluginStrings | undefined;
  readonly locale: string | undefined;
  readonly children: ReactNode;
}

export function StringsProvider({ strings, locale, children }: StringsProviderProps) {
  const scope = useMemo(() => createScope(strings, locale), [strings, locale]);
  return <StringsContext.Provider value={scope}>{children}</StringsContext.Provider>;
}

export interface MoreStringsProps {
  /** The same object at every render. */
  readonly defaults: PluginStrings;
  readonly children: ReactNode;
}

/** Our texts of a part that is downloaded later, for what is below it. */
export function MoreStrings({ defaults, children }: MoreStringsProps) {
  const outer = useContext(StringsContext);
  const scope = useMemo(
    () => createScope(outer.own, outer.locale, { ...outer.defaults, ...defaults }),
    [outer, defaults],
  );
  return <StringsContext.Provider value={scope}>{children}</StringsContext.Provider>;
}

/** The texts of the nearest provider; English outside of one. */
export function useStrings(): Strings {
  return useContext(StringsContext).strings;
}
