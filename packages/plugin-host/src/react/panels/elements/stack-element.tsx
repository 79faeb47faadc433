import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { GAPS, PADDINGS } from './spaces.ts';

const ALIGN = {
  start: 'items-start',
  center: 'items-center',
  end: 'items-end',
  stretch: 'items-stretch',
  baseline: 'items-baseline',
} as const;
const JUSTIFY = {
  start: 'justify-start',
  center: 'justify-center',
  end: 'justify-end',
  between: 'justify-between',
} as const;

export function StackElement(element: ElementProps) {
  const {
    direction = 'column',
    gap = 'medium',
    padding = 'none',
    align = direction === 'row' ? 'center' : 'stretch',
    justify = 'start',
    wrap = false,
    grow = false,
  } = propsOf('Stack', element);
  return (
    <div
      className={`flex min-w-0 ${direction === 'row' ? 'flex-row' : 'flex-col'} ${wrap ? 'flex-wrap' : ''} ${grow ? 'flex-1' : 'empty:hidden'} ${GAPS[gap]} ${PADDINGS[padding]} ${ALIGN[align]} ${JUSTIFY[justify]}`}
    >
      {element.children}
    </div>
  );
}
