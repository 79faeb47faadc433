import type { RouteContract } from './route-contract.ts';

export const sendRequest = {
  method: 'POST',
  path: '/:id/fetch',
  operation: 'sendRequest',
  summary: 'Send an HTTP request of a plugin to a host its manifest declares',
  description: [
    'Body: a line of JSON, `{"url", "method", "headers": [[name, value], …]}`, a line feed, and the bytes of the request.',
    'Answer: 200 whatever the upstream status, with `X-Plugin-Response: {"status", "statusText", "headers", "url"}` and the bytes of the',
    'upstream body as they come; a connection that is cut is a body that broke off. An error has no such header.',
  ].join(' '),
  body: { contentType: 'application/octet-stream', description: 'Head line and body of the request' },
  answers: {
    200: { contentType: 'application/octet-stream', description: 'The body of the upstream answer' },
  },
  errors: [400, 403, 404, 408, 413, 415, 429, 502, 504],
  rate: 'network',
} satisfies RouteContract;
