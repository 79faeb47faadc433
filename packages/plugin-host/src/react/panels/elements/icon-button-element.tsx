import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { isPanelIcon, PanelIcon } from '../panel-icon.tsx';
import { useFocusable } from '../use-invocation.ts';

const ICON_BUTTON =
  'inline-flex h-8 min-w-8 max-w-full shrink-0 items-center justify-center w-fit rounded-md px-1.5 text-[13px] text-neutral-700 transition-colors ' +
  'hover:bg-neutral-100 hover:text-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 ' +
  'focus-visible:outline-blue-600 aria-disabled:cursor-default aria-disabled:bg-transparent aria-disabled:text-neutral-400 ' +
  'aria-pressed:bg-neutral-200 aria-pressed:text-neutral-900 motion-reduce:transition-none dark:text-neutral-300 ' +
  'dark:hover:bg-neutral-800 dark:hover:text-neutral-100 dark:focus-visible:outline-blue-400 dark:aria-disabled:text-neutral-600 ' +
  'dark:aria-pressed:bg-neutral-700 dark:aria-pressed:text-neutral-100';

export function IconButtonElement(element: ElementProps) {
  const { view, node } = element;
  const { icon, label, disabled, pressed, onPress } = propsOf('IconButton', element);
  const { text } = useStrings();
  const ref = useFocusable<HTMLButtonElement>(view, node);
  const name = label ? plainText(label) : text('panel.button');
  return (
    <Tooltip text={name}>
      <button
        ref={ref}
        type="button"
        aria-label={name}
        aria-pressed={pressed}
        aria-disabled={disabled || undefined}
        onClick={() => !disabled && onPress && view.send(node, 'press')}
        className={ICON_BUTTON}
      >
        {isPanelIcon(icon) ? (
          <PanelIcon icon={icon} />
        ) : (
          <bdi dir="auto" className="truncate">
            {name}
          </bdi>
        )}
      </button>
    </Tooltip>
  );
}
