import { useContext } from 'react';
import { Button } from '../../ui/button.tsx';
import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { isPanelIcon, PanelIcon } from '../panel-icon.tsx';
import { useFocusable } from '../use-invocation.ts';
import { InForm } from './form-element.tsx';

export function ButtonElement(element: ElementProps) {
  const { view, node, children } = element;
  const { variant, type, disabled, busy, label, icon, onPress } = propsOf('Button', element);
  const ref = useFocusable<HTMLButtonElement>(view, node);
  // Outside of one of ours it would submit a form of the app.
  const submits = useContext(InForm) && type === 'submit';
  return (
    <Button
      buttonRef={ref}
      type={submits ? 'submit' : 'button'}
      variant={variant ?? 'secondary'}
      inactive={disabled === true}
      busy={busy === true}
      aria-label={label && plainText(label)}
      className="max-w-full w-fit"
      icon={isPanelIcon(icon) && <PanelIcon icon={icon} />}
      onClick={() => onPress && view.send(node, 'press')}
    >
      <span dir="auto" className="min-w-0 truncate empty:hidden">
        {children}
      </span>
    </Button>
  );
}
