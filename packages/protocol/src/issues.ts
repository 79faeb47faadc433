import type * as v from 'valibot';
import { fieldPath } from './field-path.ts';

/** One thing that is wrong with an input. `field` is a path such as `contributes.commands[0].title`, or empty for the whole. */
export interface Issue {
  field: string;
  message: string;
  code: string;
}

/** Valibot's issues as `{field, message, code}`; the message starts with the field so that it can stand alone. */
export function toIssues(
  issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): [Issue, ...Issue[]];
export function toIssues(issues: readonly v.BaseIssue<unknown>[]): Issue[];
export function toIssues(issues: readonly v.BaseIssue<unknown>[]): Issue[] {
  return issues.map((issue) => {
    const field = fieldPath(issue.path?.map(({ key }) => key) ?? []);
    const missing = issue.input === undefined && issue.kind === 'schema';
    const message = missing ? 'is required' : wordsOf(issue);
    return {
      field,
      message: field ? `${field} ${message}` : message,
      code: missing ? 'required' : issue.type,
    };
  });
}

/** A schema without words of its own has the library's, which tell what was received: too long, and not for authors. */
function wordsOf({ message, expected }: v.BaseIssue<unknown>): string {
  return message.startsWith('Invalid type') ? `must be of type ${expected}` : message;
}
