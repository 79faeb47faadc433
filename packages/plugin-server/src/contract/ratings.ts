import * as v from 'valibot';
import type { RouteContract } from './route-contract.ts';
import { count, described, succeeded } from './schemas.ts';

const WRONG = 'must be a whole number from 1 to 5';
const stars = v.pipe(v.number(WRONG), v.integer(WRONG), v.minValue(1, WRONG), v.maxValue(5, WRONG));
const rated = succeeded({
  ownRating: v.nullable(stars),
  rating: described(v.number(), 'Mean of all ratings; 0 without any.'),
  ratingCount: count,
});

export const ratePlugin = {
  method: 'PUT',
  path: '/marketplace/:id/rating',
  operation: 'ratePlugin',
  summary: 'Rate a plugin that the user has installed',
  description: 'A user has one rating of a plugin: the next takes its place.',
  body: v.object({ rating: stars }),
  answers: { 200: rated },
  errors: [400, 403, 404],
} satisfies RouteContract;

export const unratePlugin = {
  method: 'DELETE',
  path: '/marketplace/:id/rating',
  operation: 'unratePlugin',
  summary: "Take the user's rating back; one that is not there is no error",
  answers: { 200: rated },
  errors: [400, 404],
} satisfies RouteContract;
