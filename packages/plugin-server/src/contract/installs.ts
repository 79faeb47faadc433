import * as v from 'valibot';
import type { Json } from '../json-safety.ts';
import type { Parameter, RouteContract } from './route-contract.ts';
import { ifNoneMatch, install, jsonObject, succeeded, success } from './schemas.ts';

const done = v.strictObject({ success });

// What a list of permissions may hold is the manifest's to say: the route compares.
const permissions = (type: string | string[], description: string) =>
  v.pipe(
    v.custom<Json | undefined>(() => true),
    v.metadata({ jsonSchema: { type, items: { type: 'string' } }, description }),
  );
const grantIfAsked = permissions(
  ['array', 'null'],
  'What the user allows: part of what the manifest asks for. `null`, or left out: nobody has asked them yet.',
);
const grant = permissions(
  'array',
  'What the user allows: part of what the manifest asks for. Must be given.',
);
const manifest = v.pipe(
  jsonObject,
  v.metadata({ description: 'The content of plugin.json. Unknown keys are kept.' }),
);

/** A header of requests that may be sent twice. */
export const idempotencyKey: Parameter = {
  in: 'header',
  description:
    'Printable ASCII, at most 200 characters: of two requests of a user with the same, the second changes nothing and gets the answer of the first. Kept for a day.',
  schema: v.string(),
};

export const listInstalls = {
  method: 'GET',
  path: '/',
  operation: 'listInstalls',
  summary: 'Installed plugins, newest first',
  description: 'Has an `ETag`.',
  parameters: { 'If-None-Match': ifNoneMatch },
  answers: { 200: succeeded({ plugins: v.array(install) }) },
  errors: [],
} satisfies RouteContract;

export const installPlugin = {
  method: 'POST',
  path: '/install',
  operation: 'installPlugin',
  summary: 'Install a plugin, with what the user allows it',
  parameters: { 'Idempotency-Key': idempotencyKey },
  body: v.object({ manifest, permissions: v.optional(grantIfAsked) }),
  codes: { manifest: 'INVALID_MANIFEST' },
  answers: { 201: succeeded({ plugin: install }) },
  errors: [400, 403, 404, 409, 413, 422],
} satisfies RouteContract;

export const updatePlugin = {
  method: 'POST',
  path: '/:id/update',
  operation: 'updatePlugin',
  summary: 'Put another version in the place of an install; settings and state stay',
  parameters: { 'Idempotency-Key': idempotencyKey },
  body: v.object({ manifest, permissions: v.optional(grant) }),
  codes: { manifest: 'INVALID_MANIFEST' },
  answers: { 200: succeeded({ plugin: install }) },
  errors: [400, 404, 409, 413, 422],
} satisfies RouteContract;

export const activatePlugin = {
  method: 'POST',
  path: '/:id/activate',
  operation: 'activatePlugin',
  summary: 'Note that the user wants the plugin to run',
  answers: { 200: succeeded({ state: v.literal('active') }) },
  errors: [400, 404, 409],
} satisfies RouteContract;

export const deactivatePlugin = {
  method: 'POST',
  path: '/:id/deactivate',
  operation: 'deactivatePlugin',
  summary: 'Note that the user does not want the plugin to run',
  answers: { 200: succeeded({ state: v.literal('inactive') }) },
  errors: [400, 404, 409],
} satisfies RouteContract;

export const setPermissions = {
  method: 'PUT',
  path: '/:id/permissions',
  operation: 'setPermissions',
  summary: 'What the user allows from now on',
  body: v.object({ permissions: v.optional(grant) }),
  answers: { 200: succeeded({ permissions: v.array(v.string()) }) },
  errors: [400, 404],
} satisfies RouteContract;

export const uninstallPlugin = {
  method: 'DELETE',
  path: '/:id',
  operation: 'uninstallPlugin',
  summary: 'Remove a plugin with its settings and what it stored',
  answers: { 200: done },
  errors: [400, 404],
} satisfies RouteContract;
