import { IconButton } from '../ui/icon-button.tsx';
import { MinusIcon, PlusIcon } from '../ui/icons.tsx';

const LEVELS = [0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2] as const;

export interface ZoomControlProps {
  readonly zoom: number;
  onChange(zoom: number): void;
}

export function ZoomControl({ zoom, onChange }: ZoomControlProps) {
  const smaller = LEVELS.findLast((level) => level < zoom);
  const larger = LEVELS.find((level) => level > zoom);
  return (
    <fieldset aria-label="Zoom" className="flex shrink-0 items-center">
      <IconButton
        label="Zoom out"
        disabled={smaller === undefined}
        onClick={() => onChange(smaller ?? zoom)}
        className="size-6!"
      >
        <MinusIcon className="size-3.5" />
      </IconButton>
      <button
        type="button"
        aria-label={`Zoom ${Math.round(zoom * 100)} %: set it to 100 %`}
        onClick={() => onChange(1)}
        className="focus-ring h-6 w-11 rounded text-center tabular-nums hover:bg-neutral-200/70 dark:hover:bg-neutral-800"
      >
        {Math.round(zoom * 100)} %
      </button>
      <IconButton
        label="Zoom in"
        disabled={larger === undefined}
        onClick={() => onChange(larger ?? zoom)}
        className="size-6!"
      >
        <PlusIcon className="size-3.5" />
      </IconButton>
    </fieldset>
  );
}
