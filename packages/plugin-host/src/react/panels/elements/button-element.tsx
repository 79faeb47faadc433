import { Button } from '../../ui/button.tsx';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';

export function ButtonElement(element: ElementProps) {
  const { view, node, children } = element;
  const { variant, type = 'button', disabled, busy, label } = propsOf('Button', element);
  return (
    <Button
      type={type}
      variant={variant ?? 'secondary'}
      inactive={disabled === true}
      busy={busy === true}
      aria-label={label}
      className="max-w-full self-start"
      onClick={() => view.send(node, 'press')}
    >
      <span className="min-w-0 truncate">{children}</span>
    </Button>
  );
}
