/** How the host speaks to what a plugin has lent it: about one of its views. */
export type Drive = (view: number, kind: string, ...parts: unknown[]) => void;

/**
 * Remembers which views are open, so that they can be closed from here: what the plugin takes away itself, the host can no longer tell
 * of its end.
 */
export function rememberViews(drive: Drive): { readonly drive: Drive; closeAll(): void } {
  const open = new Set<number>();
  return {
    drive(view, kind, ...parts) {
      if (kind === 'open') open.add(view);
      else if (kind === 'close') open.delete(view);
      drive(view, kind, ...parts);
    },
    closeAll() {
      for (const view of [...open]) {
        open.delete(view);
        drive(view, 'close');
      }
    },
  };
}
