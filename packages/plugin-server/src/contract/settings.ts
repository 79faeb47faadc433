import * as v from 'valibot';
import type { Parameter, RouteContract } from './route-contract.ts';
import { described, ifNoneMatch, jsonObject, objectOfJson, succeeded } from './schemas.ts';

const ifMatch: Parameter = {
  in: 'header',
  description: 'The `ETag` of the settings that are to be changed: 412 when they are others by then.',
  schema: v.string(),
};
const changed = succeeded({
  settings: jsonObject,
  unknown: v.optional(
    described(v.array(v.string()), 'Names the manifest does not declare. They are stored.'),
  ),
});

export const getSettings = {
  method: 'GET',
  path: '/:id/settings',
  operation: 'getSettings',
  summary: 'What the user has set; defaults of the manifest are not in it',
  description: 'Has an `ETag`.',
  parameters: { 'If-None-Match': ifNoneMatch },
  answers: { 200: succeeded({ settings: jsonObject }) },
  errors: [400, 404],
} satisfies RouteContract;

export const putSettings = {
  method: 'PUT',
  path: '/:id/settings',
  operation: 'putSettings',
  summary: 'Merge settings at the top level; null is stored',
  parameters: { 'If-Match': ifMatch },
  body: v.object({ settings: objectOfJson('must be an object of settings and values') }),
  codes: { settings: 'INVALID_SETTINGS' },
  answers: { 200: changed },
  errors: [400, 404, 412, 413, 422],
} satisfies RouteContract;

export const patchSettings = {
  method: 'PATCH',
  path: '/:id/settings',
  operation: 'patchSettings',
  summary: 'Merge settings at every level; null deletes',
  description: 'A JSON Merge Patch as in RFC 7396, of the settings themselves: the body is the patch.',
  parameters: { 'If-Match': ifMatch },
  body: jsonObject,
  answers: { 200: changed },
  errors: [400, 404, 412, 413, 422],
} satisfies RouteContract;
