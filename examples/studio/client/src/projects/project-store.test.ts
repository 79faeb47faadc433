import { describe, expect, it, vi } from 'vitest';
import { createProjectStore } from './project-store.ts';

const board = {
  id: '1',
  name: 'Board',
  type: 'web',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const answer = (body: unknown, status = 200) => Promise.resolve(Response.json(body, { status }));

describe('createProjectStore', () => {
  it('loads, and tells a failure in words until a retry succeeds', async () => {
    const fetch = vi
      .fn()
      .mockRejectedValueOnce(new TypeError('offline'))
      .mockReturnValue(answer({ projects: [board] }));
    const store = createProjectStore(fetch);
    await store.load();
    expect(store.getSnapshot()).toMatchObject({
      status: 'failed',
      error: 'The server could not be reached.',
    });
    await store.load();
    expect(store.getSnapshot()).toMatchObject({ status: 'ready', projects: [board], error: undefined });
  });

  it('puts a new project first', async () => {
    const newer = { ...board, id: '2', name: 'Newer' };
    const fetch = vi
      .fn()
      .mockReturnValueOnce(answer({ projects: [board] }))
      .mockReturnValueOnce(answer({ project: newer }, 201));
    const store = createProjectStore(fetch);
    await store.load();
    await expect(store.create({ name: 'Newer', type: 'web', template: 'ignored' })).resolves.toEqual(newer);
    expect(store.getSnapshot().projects).toEqual([newer, board]);
    expect(fetch.mock.lastCall?.[1].body).toBe('{"name":"Newer","type":"web"}');
  });

  it('passes on what the server says is wrong, and refuses answers it does not know', async () => {
    const fetch = vi
      .fn()
      .mockReturnValueOnce(answer({ message: 'name must not be empty' }, 400))
      .mockReturnValueOnce(answer({ projects: [{ id: 1 }] }));
    const store = createProjectStore(fetch);
    await expect(store.create({ name: '', type: 'web' })).rejects.toThrow('name must not be empty');
    await expect(store.getAll()).rejects.toThrow('something unexpected');
  });

  it('opens a project that exists', async () => {
    const store = createProjectStore(vi.fn().mockReturnValue(answer({ projects: [board] })));
    expect(store.getCurrent()).toBeNull();
    await store.open('1');
    expect(store.getCurrent()).toEqual(board);
    await expect(store.open('2')).rejects.toThrow('There is no project 2.');
    expect(store.getCurrent()).toEqual(board);
  });
});
