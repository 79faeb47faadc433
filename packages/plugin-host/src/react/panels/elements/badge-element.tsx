import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { BADGE_TONES } from './tones.ts';

export function BadgeElement(element: ElementProps) {
  const { tone = 'default' } = propsOf('Badge', element);
  return (
    <span
      dir="auto"
      className={`inline-block max-w-full w-fit shrink-0 truncate rounded-full px-2 py-px text-[11px] font-medium leading-4 ${BADGE_TONES[tone]}`}
    >
      {element.children}
    </span>
  );
}
