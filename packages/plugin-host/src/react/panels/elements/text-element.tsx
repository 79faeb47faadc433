import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { TEXT_TONES } from './tones.ts';

const SIZES = { small: 'text-xs', medium: 'text-[13px]', large: 'text-base' } as const;
const WEIGHTS = { regular: 'font-normal', medium: 'font-medium', bold: 'font-semibold' } as const;
const ALIGNS = { start: 'text-start', center: 'text-center', end: 'text-end' } as const;

export function TextElement(element: ElementProps) {
  const {
    tone = 'default',
    size = 'medium',
    weight = 'regular',
    align = 'start',
    mono,
    truncate,
  } = propsOf('Text', element);
  return (
    <p
      dir="auto"
      className={`min-w-0 ${truncate ? 'truncate' : 'break-words'} ${mono ? 'font-mono' : ''} ${SIZES[size]} ${WEIGHTS[weight]} ${ALIGNS[align]} ${TEXT_TONES[tone]}`}
    >
      {element.children}
    </p>
  );
}
