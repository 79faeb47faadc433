import type { PanelDocument } from './panel-types.ts';

/** These names are the same in all releases of Preact 10: its own hooks, and libraries such as `@preact/signals`, live on them. */
interface PreactNode {
  /** The node that it stands in. */
  readonly __?: PreactNode | null;
  /** Its component, with the element that this is drawn into. */
  readonly __c?: { readonly __P?: { readonly ownerDocument: PanelDocument } | null } | null;
}

interface PreactOptions {
  /** Looks for a component that catches an error, and throws it where there is none. */
  __e?: (error: unknown, node: PreactNode, ...rest: unknown[]) => void;
}

/**
 * What no component of Preact catches stops the panel in which it was thrown, and the others are drawn on: left to itself, it would keep
 * Preact from drawing whatever else has changed in the same turn.
 *
 * @returns runs what has a caller, who gets the errors instead
 */
export function stopAtErrors(options: object): (run: () => void) => void {
  const hooks: PreactOptions = options;
  const { __e: catchError } = hooks;
  let hasCaller = false;

  if (catchError)
    hooks.__e = (error, node, ...rest) => {
      try {
        catchError(error, node, ...rest);
      } catch (uncaught) {
        const document = documentOf(node);
        if (hasCaller || !document) throw uncaught;
        document.fail(uncaught);
      }
    };

  return (run) => {
    const before = hasCaller;
    hasCaller = true;
    try {
      run();
    } finally {
      hasCaller = before;
    }
  };
}

/** Of the panel in which a node of Preact is drawn. */
function documentOf(node: PreactNode): PanelDocument | undefined {
  for (let at: PreactNode | null | undefined = node; at; at = at.__)
    if (at.__c?.__P) return at.__c.__P.ownerDocument;
  return undefined;
}
