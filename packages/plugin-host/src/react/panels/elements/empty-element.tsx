import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { isPanelIcon, PanelIcon } from '../panel-icon.tsx';

export function EmptyElement(element: ElementProps) {
  const { title, description, icon } = propsOf('Empty', element);
  return (
    <div className="flex min-w-0 flex-col items-center gap-1 px-4 py-8 text-center">
      {isPanelIcon(icon) && (
        <span className="mb-2 flex h-10 w-10 items-center justify-center rounded-lg bg-neutral-100 text-neutral-600 dark:bg-neutral-800 dark:text-neutral-300">
          <PanelIcon icon={icon} className="h-5 w-5 text-lg" />
        </span>
      )}
      {title !== undefined && (
        <p dir="auto" className="max-w-full break-words text-sm font-medium">
          {title}
        </p>
      )}
      {description !== undefined && (
        <p
          dir="auto"
          className="break-words text-[13px] text-neutral-600 [max-inline-size:min(24rem,100%)] dark:text-neutral-400"
        >
          {description}
        </p>
      )}
      <div className="mt-3 flex max-w-full flex-wrap justify-center gap-2 empty:hidden">
        {element.children}
      </div>
    </div>
  );
}
