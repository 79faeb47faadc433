import { createContext, useContext } from 'react';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useLateRegion } from '../use-late-region.ts';
import { TEXT_TONES } from './tones.ts';

const SIZES = { small: 'text-xs', medium: 'text-[13px]', large: 'text-base' } as const;
const WEIGHTS = { regular: 'font-normal', medium: 'font-medium', bold: 'font-semibold' } as const;
const ALIGNS = { start: 'text-start', center: 'text-center', end: 'text-end' } as const;

/** Of these, `aria-live` beside them makes some screen readers say a text twice. */
const LIVE_ROLES = { polite: 'status', assertive: 'alert' } as const;

const InText = createContext(false);

/** A text in a text is a part of its line, and like it but for what is said of it. */
export function TextElement(element: ElementProps) {
  const { tone, size, weight, align, mono, truncate, live } = propsOf('Text', element);
  const isPart = useContext(InText);
  const own = [
    mono && 'font-mono',
    (size || !isPart) && SIZES[size ?? 'medium'],
    (weight || !isPart) && WEIGHTS[weight ?? 'regular'],
    (tone || !isPart) && TEXT_TONES[tone ?? 'default'],
  ];
  const className = own.filter(Boolean).join(' ');
  const isLate = useLateRegion(live !== undefined);
  const role = live && LIVE_ROLES[live];
  const children = live ? (
    <span aria-hidden={isLate || undefined}>{element.children}</span>
  ) : (
    element.children
  );
  if (isPart) {
    return (
      <bdi role={role} className={className}>
        {children}
      </bdi>
    );
  }
  return (
    <InText.Provider value={true}>
      <div
        dir="auto"
        role={role}
        // Nothing leaves no gap.
        className={`min-w-0 has-[>:empty]:absolute ${truncate ? 'truncate' : 'break-words'} ${ALIGNS[align ?? 'start']} ${className}`}
      >
        {children}
      </div>
    </InText.Provider>
  );
}
