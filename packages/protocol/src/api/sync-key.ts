import * as v from 'valibot';
import { nonEmptyText } from './schemas.ts';

/** Part of a URL on its way to a server: what a proxy may read as a path, or cannot be encoded, is no key. */
export const syncKey = v.pipe(
  nonEmptyText(500),
  v.check(
    (key) => !/[/\\\p{Cc}\p{Surrogate}]/u.test(key) && !/^\.+$/.test(key),
    'must have no slash, backslash, control character or half a character, and not only dots',
  ),
);
