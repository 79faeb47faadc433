import { useEffect, useId, useRef } from 'react';
import type { PanelArrangement } from '../../panels/panel-layout.ts';
import type { PanelEntry } from '../../services.ts';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { bringIntoView, offerFocus } from './bring-into-view.ts';
import type { ElementMap } from './element-map.ts';
import { PluginPanel } from './plugin-panel.tsx';
import type { RevealedPanel } from './use-reveals.ts';

/** Pixels. Lower, and nothing of a panel could be seen; a plugin may ask for no more than this. */
const MIN_HEIGHT = 64;
const MAX_HEIGHT = 800;
/** Milliseconds without a change until a height is the one that the user wanted. */
const SETTLED = 300;

export interface OutletSectionProps {
  readonly panel: PanelEntry;
  readonly elements: ElementMap | undefined;
  readonly headingLevel: 2 | 3 | 4;
  readonly arrangement: PanelArrangement;
  /** Its plugin brings it into view. */
  readonly revealed: RevealedPanel | undefined;
  onArrange(panelId: string, arrangement: PanelArrangement): void;
  onError?(error: unknown): void;
}

/** One panel under its title. */
export function OutletSection(props: OutletSectionProps) {
  const { panel, elements, headingLevel, arrangement, revealed, onArrange, onError } = props;
  const id = useId();
  const section = useRef<HTMLElement>(null);
  const title = useRef<HTMLButtonElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const Heading = `h${headingLevel}` as const;
  const { collapsed = false } = arrangement;
  const height = arrangement.height ?? within(panel.defaultSize?.height);

  useEffect(() => {
    const element = body.current;
    if (collapsed || !element || typeof ResizeObserver === 'undefined') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let dragged: number | undefined;
    const keep = () => {
      clearTimeout(timer);
      if (dragged !== undefined) onArrange(panel.id, { height: Math.round(dragged) });
      dragged = undefined;
    };
    const observer = new ResizeObserver(() => {
      // Only what the user drags is written into the style: the content may change the height, too.
      const now = Number.parseFloat(element.style.height);
      if (!(now >= 0)) return;
      dragged = now === height ? undefined : now;
      clearTimeout(timer);
      timer = setTimeout(keep, SETTLED);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      // Whoever folds it right away has dragged it all the same.
      keep();
    };
  }, [collapsed, height, onArrange, panel.id]);

  useEffect(() => {
    if (collapsed || !revealed || !section.current) return;
    bringIntoView(section.current);
    if (revealed.mayFocus && title.current) offerFocus(title.current, section.current);
    revealed.done();
  }, [collapsed, revealed]);

  return (
    <section
      ref={section}
      data-flux-plugins=""
      aria-labelledby={`${id}-title`}
      className="min-w-0 border-b border-neutral-200 last:border-b-0 dark:border-neutral-800"
    >
      <Heading className="flex">
        <button
          ref={title}
          type="button"
          id={`${id}-title`}
          aria-expanded={!collapsed}
          aria-controls={collapsed ? undefined : `${id}-body`}
          title={panel.plugin && plainText(panel.plugin.name)}
          onClick={() => onArrange(panel.id, { collapsed: !collapsed })}
          className="flex min-w-0 flex-1 items-center gap-1.5 px-3 py-2 text-start text-xs font-semibold text-neutral-900 hover:bg-neutral-100 focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-blue-600 dark:text-neutral-100 dark:hover:bg-neutral-800 dark:focus-visible:outline-blue-400"
        >
          <ChevronDownIcon
            className={`h-3 w-3 shrink-0 text-neutral-500 transition-transform motion-reduce:transition-none ${collapsed ? '-rotate-90 rtl:rotate-90' : ''}`}
          />
          {panel.plugin && <PluginIcon plugin={panel.plugin} className="h-4 w-4 rounded text-[10px]" />}
          <span className="min-w-0 truncate">
            <PluginText text={panel.title} truncate />
          </span>
          {panel.plugin && (
            <span className="ms-auto min-w-0 max-w-[45%] truncate ps-2 text-[11px] font-normal text-neutral-600 dark:text-neutral-400">
              <PluginText text={panel.plugin.name} truncate />
            </span>
          )}
        </button>
      </Heading>
      {!collapsed && (
        <div
          ref={body}
          id={`${id}-body`}
          // Until the user drags it: panels below a long one are not out of reach.
          style={{ height, minHeight: MIN_HEIGHT, maxHeight: height === undefined ? MAX_HEIGHT : undefined }}
          className="min-w-0 resize-y overflow-auto px-3 pb-3"
        >
          <PluginPanel panel={panel} elements={elements} {...(onError ? { onError } : {})} />
        </div>
      )}
    </section>
  );
}

function within(height: number | undefined): number | undefined {
  return height === undefined ? undefined : Math.min(Math.max(height, MIN_HEIGHT), MAX_HEIGHT);
}
