import type { MarketplaceDetail } from '../../backend/backend.ts';
import type { Strings } from '../strings/use-strings.tsx';
import { plainText } from './plain-text.ts';

/** Who published a plugin, as the marketplace knows it. A manifest can say anything. */
export interface PluginOrigin {
  readonly publisher: string;
  readonly verified?: boolean;
}

/** Who published it, where the marketplace knows. */
export function originOf({ publisher, verified }: MarketplaceDetail): PluginOrigin | undefined {
  return publisher === null ? undefined : { publisher, verified };
}

/** A line about the publisher: what the marketplace says, else what the manifest does, and which of the two it is. */
export function publishedBy(
  text: Strings['text'],
  claimed: string | undefined,
  origin?: PluginOrigin,
): string | undefined {
  if (origin)
    return text(origin.verified ? 'consent.publisher.verified' : 'consent.publisher', {
      publisher: plainText(origin.publisher),
    });
  return claimed && text('consent.publisher.claimed', { publisher: plainText(claimed) });
}
