import { StarIcon } from '../ui/icons.tsx';

const STARS = [1, 2, 3, 4, 5] as const;

export interface RatingStarsProps {
  /** 0 to 5. */
  readonly rating: number;
}

/** A rating as stars, filled to the nearest whole one. The figure beside it says it in words. */
export function RatingStars({ rating }: RatingStarsProps) {
  return (
    <span aria-hidden="true" className="inline-flex text-amber-600 dark:text-amber-400">
      {STARS.map((star) => (
        <StarIcon key={star} className={`h-4 w-4 ${star <= Math.round(rating) ? 'fill-current' : ''}`} />
      ))}
    </span>
  );
}
