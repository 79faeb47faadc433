import type { Response } from 'express';
import * as v from 'valibot';

/** Text a user types: trimmed, not empty, bounded. */
export const inputText = (maxLength: number) =>
  v.pipe(
    v.string('must be text'),
    // PostgreSQL cannot store it.
    v.check((text) => !text.includes('\0'), 'must not contain the character U+0000'),
    v.trim(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(maxLength, `must have at most ${maxLength} characters`),
  );

/** A checked body, or `undefined` after the answer 400 was sent. */
export function parseInput<S extends v.GenericSchema>(
  schema: S,
  body: unknown,
  res: Response,
): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, body ?? {});
  if (result.success) return result.output;
  const errors = result.issues.map((issue) => {
    const field = v.getDotPath(issue) ?? '';
    const message = issue.input === undefined ? 'is required' : issue.message;
    return { field, message: field ? `${field} ${message}` : message };
  });
  res.status(400).json({
    error: 'Bad Request',
    message: errors.map(({ message }) => message).join('; '),
    code: 'INVALID_INPUT',
    errors,
  });
  return undefined;
}
