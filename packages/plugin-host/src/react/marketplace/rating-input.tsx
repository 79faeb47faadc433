import { useId } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { StarIcon } from '../ui/icons.tsx';

const STARS = [1, 2, 3, 4, 5] as const;

export interface RatingInputProps {
  /** 1 to 5, or `null` where there is none yet. */
  readonly value: number | null;
  onChange(value: number): void;
}

/** One to five stars to choose from: a group of radio buttons, with all that the keyboard can do with one. */
export function RatingInput({ value, onChange }: RatingInputProps) {
  const { text } = useStrings();
  const name = useId();
  return (
    <fieldset className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <legend className="float-start me-1 text-[13px] text-neutral-700 dark:text-neutral-300">
        {text('rating.own')}
      </legend>
      <span className="inline-flex">
        {STARS.map((star) => (
          <label key={star} className="relative flex h-7 w-6 cursor-pointer items-center justify-center">
            <input
              type="radio"
              name={name}
              value={star}
              checked={value === star}
              onChange={() => onChange(star)}
              className="peer absolute inset-0 h-full w-full cursor-pointer appearance-none rounded focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400"
            />
            <StarIcon
              className={`pointer-events-none h-5 w-5 text-amber-600 dark:text-amber-400 ${value !== null && star <= value ? 'fill-current' : ''}`}
            />
            <span className="sr-only">{text('rating.stars', { count: star })}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
