import { createElement, Fragment, type ReactNode } from 'react';

/** A text with `{name}` where a value goes; one for each plural form of `{count}` where the language has several. */
export type Text = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

type Values = Readonly<Record<string, string | number>>;

/** The template of a text: by `count`, the one for its plural form in `locale`. */
export function pickForm(text: Text, locale: string, count: unknown): string {
  if (typeof text === 'string') return text;
  const form = typeof count === 'number' ? new Intl.PluralRules(locale).select(count) : 'other';
  return text[form] ?? text.other;
}

/** Puts values into a template. A name without a value stays as it is; a value is never looked at for names. */
export function fillText(template: string, values: Values = {}, locale = 'en'): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name];
    return typeof value === 'number' ? value.toLocaleString(locale) : String(value);
  });
}

/** The same with elements as values, such as the name of a plugin in its own direction. */
export function fillElements(template: string, values: Readonly<Record<string, ReactNode>>): ReactNode {
  const parts = template.split(/\{(\w+)\}/g);
  return parts.map((part, index) => {
    const isName = index % 2 === 1;
    const content = !isName ? part : Object.hasOwn(values, part) ? values[part] : `{${part}}`;
    return createElement(Fragment, { key: index }, content);
  });
}
