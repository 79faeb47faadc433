import { expect, it } from 'vitest';
import { ApiError } from '../api-client.ts';
import { createProjectStore } from '../projects/project-store.ts';
import { failInPluginTerms } from './in-plugin-terms.ts';

it.each([
  [0, undefined, 'NETWORK_ERROR'],
  [400, 'INVALID_REQUEST', 'INVALID_ARGUMENT'],
  [404, 'NOT_FOUND', 'NOT_FOUND'],
  [409, 'FULL', 'QUOTA_EXCEEDED'],
  [409, 'PATH_CONFLICT', 'INVALID_ARGUMENT'],
  [500, 'INTERNAL', 'INTERNAL'],
])('a failure with status %i, %s, is %s', (status, reason, code) => {
  const error = new ApiError(status, 'In words.', { reason });
  expect(() => failInPluginTerms(error)).toThrow(
    expect.objectContaining({ code, message: 'In words.', cause: error }),
  );
});

it('what was thrown by somebody else stays', () => {
  const error = new TypeError('mine');
  expect(() => failInPluginTerms(error)).toThrow(error);
});

it('the server’s word for the reason is known of its answers', async () => {
  const message = 'You have 200 projects, which is the most: delete one you no longer need.';
  const projects = createProjectStore(async () => Response.json({ message, code: 'FULL' }, { status: 409 }));
  await expect(projects.create({ name: 'One more', type: 'poster' })).rejects.toMatchObject({
    reason: 'FULL',
    message,
  });
});
