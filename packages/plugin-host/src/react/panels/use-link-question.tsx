import { type ReactNode, useState } from 'react';
import { linkAddress } from '../marketplace/readme-address.ts';
import { LinkDialog } from './link-dialog.tsx';

/** Asks before a page is opened that a plugin links to: the function that asks, and the question while it is open. */
export function useLinkQuestion(): readonly [ask: (address: string) => void, question: ReactNode] {
  const [asked, setAsked] = useState<string | null>(null);
  const ask = (address: string) => setAsked(linkAddress(address) ?? null);
  const question = asked !== null && <LinkDialog address={asked} onClose={() => setAsked(null)} />;
  return [ask, question];
}
