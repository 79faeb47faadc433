import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { GAP_LENGTHS, GAPS } from './spaces.ts';

/** Pixels below which a column makes room for fewer. */
const MIN_WIDTH = 160;

export function GridElement(element: ElementProps) {
  const { columns, minWidth, gap = 'medium' } = propsOf('Grid', element);
  return (
    <div
      className={`grid min-w-0 ${GAPS[gap]}`}
      style={{ gridTemplateColumns: template(columns, minWidth, GAP_LENGTHS[gap]) }}
    >
      {element.children}
    </div>
  );
}

/** As many columns as were asked for, and fewer where they would be narrower than they may be. */
function template(columns: number | undefined, minWidth: number | undefined, gap: string): string {
  if (columns !== undefined && minWidth === undefined) return `repeat(${columns}, minmax(0, 1fr))`;
  const least = `min(100%, ${minWidth ?? MIN_WIDTH}px)`;
  if (columns === undefined) return `repeat(auto-fill, minmax(${least}, 1fr))`;
  const share = `(100% - ${columns - 1} * ${gap}) / ${columns}`;
  return `repeat(auto-fill, minmax(max(${least}, ${share}), 1fr))`;
}
