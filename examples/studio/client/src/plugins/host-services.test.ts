import { expect, it } from 'vitest';
import { createProjectStore } from '../projects/project-store.ts';
import { createHostServices, type HostServiceParts } from './host-services.ts';

it('a plugin whose user has all the projects there may be is told so, as a quota', async () => {
  const message = 'You have 200 projects, which is the most: delete one you no longer need.';
  const parts: Partial<HostServiceParts> = {
    projects: createProjectStore(async () => Response.json({ message, code: 'FULL' }, { status: 409 })),
  };
  const { projects } = createHostServices(parts as HostServiceParts);
  const plugin = { id: 'p', name: 'P' };
  const call = { plugin, signal: new AbortController().signal };
  await expect(projects?.create?.({ name: 'One more', type: 'poster' }, call)).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
    message,
  });
});
