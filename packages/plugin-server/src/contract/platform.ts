import * as v from 'valibot';
import type { RouteContract } from './route-contract.ts';
import { ifNoneMatch } from './schemas.ts';

export const runtimeDocument = {
  method: 'GET',
  path: '/runtime',
  operation: 'runtimeDocument',
  summary: 'The document of sandbox frames, with its Content-Security-Policy',
  parameters: {
    webview: {
      in: 'query',
      description: 'For the frame around a webview: another document, with a policy of its own.',
      schema: v.string(),
    },
    isolated: {
      in: 'query',
      description: 'For a cross-origin isolated page: with `Cross-Origin-Embedder-Policy`.',
      schema: v.string(),
    },
    'If-None-Match': ifNoneMatch,
  },
  answers: { 200: { contentType: 'text/html', description: 'The same for everybody' } },
  errors: [],
} satisfies RouteContract;

export const downloadBundle = {
  method: 'GET',
  path: '/bundles/:sha256',
  operation: 'downloadBundle',
  summary: 'The code of a plugin, by the hash of its bytes',
  description: 'To `fetch()` only: never as a script of the page. May be kept for a year.',
  parameters: { 'If-None-Match': ifNoneMatch },
  answers: { 200: { contentType: 'text/javascript', description: 'The bytes' } },
  errors: [400, 403, 404],
} satisfies RouteContract;

export const health = {
  method: 'GET',
  path: '/health',
  operation: 'health',
  summary: 'Whether the server and its database answer',
  answers: {
    200: v.strictObject({ status: v.literal('ok'), database: v.literal('ok') }),
    503: v.strictObject({ status: v.literal('unavailable'), database: v.literal('unavailable') }),
  },
  errors: [],
} satisfies RouteContract;

export const openapi = {
  method: 'GET',
  path: '/openapi.json',
  operation: 'openapi',
  summary: 'This document',
  parameters: { 'If-None-Match': ifNoneMatch },
  answers: { 200: { contentType: 'application/json', description: 'OpenAPI 3.1' } },
  errors: [],
} satisfies RouteContract;
