import { expect, it } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import { plugin } from './small-plugins.ts';

it('says what to do where a browser is imitated', async () => {
  await expect(createTestHost({ plugin: plugin(() => undefined) })).rejects.toMatchObject({
    code: 'NOT_SUPPORTED',
    message: expect.stringContaining('needs the events of Node'),
  });
});
