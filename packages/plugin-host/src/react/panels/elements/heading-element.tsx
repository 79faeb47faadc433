import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';

const SIZES = { 2: 'text-sm', 3: 'text-[13px]', 4: 'text-xs' } as const;

export function HeadingElement(element: ElementProps) {
  const { level = 3 } = propsOf('Heading', element);
  const Tag = `h${level}` as const;
  return (
    <Tag dir="auto" className={`min-w-0 break-words font-semibold ${SIZES[level]}`}>
      {element.children}
    </Tag>
  );
}
