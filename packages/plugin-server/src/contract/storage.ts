import * as v from 'valibot';
import type { Json } from '../json-safety.ts';
import type { RouteContract } from './route-contract.ts';
import { ANY_JSON, count, described, jsonValue, succeeded, success } from './schemas.ts';

const done = v.strictObject({ success });
const size = described(count, 'Bytes of keys and stored values.');

export const storageKeys = {
  method: 'GET',
  path: '/:id/storage',
  operation: 'storageKeys',
  summary: 'The keys a plugin has stored for all devices of the user',
  answers: { 200: succeeded({ keys: v.array(v.string()), used: size, quota: size }) },
  errors: [400, 404],
} satisfies RouteContract;

export const clearStorage = {
  method: 'DELETE',
  path: '/:id/storage',
  operation: 'clearStorage',
  summary: 'Delete all that a plugin has stored',
  answers: { 200: done },
  errors: [400, 404],
} satisfies RouteContract;

export const getStored = {
  method: 'GET',
  path: '/:id/storage/:key',
  operation: 'getStored',
  summary: 'One stored value',
  answers: { 200: succeeded({ value: jsonValue }) },
  errors: [400, 404],
} satisfies RouteContract;

export const setStored = {
  method: 'PUT',
  path: '/:id/storage/:key',
  operation: 'setStored',
  summary: 'Store one value',
  body: v.object({
    value: v.pipe(
      v.custom<Json>((value) => value !== undefined, 'must be a value of JSON: give null for none'),
      v.metadata(ANY_JSON),
    ),
  }),
  answers: { 200: done },
  errors: [400, 404, 413],
} satisfies RouteContract;

export const deleteStored = {
  method: 'DELETE',
  path: '/:id/storage/:key',
  operation: 'deleteStored',
  summary: 'Delete one value; one that is not there is no error',
  answers: { 200: done },
  errors: [400, 404],
} satisfies RouteContract;
