import { badField } from '../http-error.ts';
import { isStorableText } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import type { RouteContext } from '../route.ts';

/**
 * The plugin a path names. Installs of before the platform may have ids that a manifest could not have today, and their
 * users must be able to remove them: so only what no id ever was is refused.
 *
 * @throws HttpError 400
 */
export function pluginIdOf(context: RouteContext): string {
  const id = context.param('id');
  const isName = id.length <= LIMITS.idLength && !/[/\\\p{Cc}]/u.test(id) && !/^\.*$/.test(id);
  if (!isName || !isStorableText(id))
    throw badField('INVALID_ARGUMENT', 'pluginId', 'is not the id of a plugin');
  return id;
}
