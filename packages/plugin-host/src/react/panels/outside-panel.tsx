import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { usePanelBox } from './node-view.tsx';

/** A question of ours about what a panel draws, beside the panel: within it, it would look as the plugin’s elements around it do. */
export function OutsidePanel({ children }: { readonly children: ReactNode }) {
  const place = usePanelBox()?.current?.parentElement;
  return place ? createPortal(children, place) : children;
}
