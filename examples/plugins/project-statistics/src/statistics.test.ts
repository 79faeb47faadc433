import { createTestHost, type TestServices } from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it } from 'vitest';
import manifest from '../plugin.json' with { type: 'json' };
import { formatBytes } from './describe.ts';
import plugin from './main.ts';

const project = (id: string, type: string) => ({
  id,
  name: `Project ${id}`,
  type,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
});
const PROJECTS = [project('1', 'design'), project('2', 'video'), project('3', 'design')];

const file = (path: string, size?: number) => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  type: 'file' as const,
  ...(size === undefined ? {} : { size }),
});
const directory = (path: string) => ({ ...file(path), type: 'directory' as const });

/** An app with projects, one of which is open, and its files. */
function services(entries: Record<string, ReturnType<typeof file | typeof directory>[]>): TestServices {
  return {
    projects: { getAll: () => PROJECTS, getCurrent: () => PROJECTS[0] ?? null },
    files: { list: (path = '') => entries[path] ?? [] },
  };
}

describe('project statistics', () => {
  it('counts projects by type, and files in all directories by extension', async () => {
    await using host = await createTestHost({
      plugin,
      manifest,
      services: services({
        '': [file('notes.md', 1200), file('.gitignore', 3), directory('assets')],
        assets: [file('assets/logo.SVG', 300), file('assets/mark.svg'), directory('assets/old')],
        'assets/old': [file('assets/old/a.svg', 500)],
      }),
    });
    expect(await host.runCommand('show')).toEqual({
      projects: {
        total: 3,
        byType: [
          ['design', 2],
          ['video', 1],
        ],
      },
      files: {
        total: 5,
        byExtension: [
          ['.svg', 3],
          ['', 1],
          ['.md', 1],
        ],
        bytes: 2003,
        isPartial: false,
      },
    });
    expect(host.notifications).toMatchObject([
      {
        title: '3 projects: 2 design, 1 video',
        message: 'Project 1: 5 files, 2.0 kB: 3 .svg, 1 without extension, 1 .md',
      },
    ]);
  });

  it('looks for files only while a project is open', async () => {
    const { projects } = services({});
    await using host = await createTestHost({
      plugin,
      manifest,
      services: { projects: { ...projects, getCurrent: () => null } },
    });
    expect(await host.runCommand('show')).toMatchObject({ files: null });
    expect(host.calls.filter(({ method }) => method.startsWith('files.'))).toEqual([]);
    expect(host.notifications[0]?.message).toContain('Open a project');
  });

  it('comes to an end in directories without one', async () => {
    let asked = 0;
    await using host = await createTestHost({
      plugin,
      manifest,
      services: {
        ...services({}),
        files: {
          list: (path = '') => [
            directory(`${path}/a`),
            directory(`${path}/b`),
            file(`${path}/${asked++}.txt`),
          ],
        },
      },
    });
    expect(await host.runCommand('show')).toMatchObject({ files: { isPartial: true } });
    expect(host.notifications[0]?.message).toContain('More than');
    expect(asked).toBeLessThanOrEqual(500);
  });

  it('says what it may not do', async () => {
    await using host = await createTestHost({ plugin, manifest, services: services({}) });
    await host.revoke('files:read');
    await expect(host.runCommand('show')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(host.denials).toMatchObject([{ method: 'files.list', permission: 'files:read' }]);
  });

  it('does nothing before it is asked', async () => {
    await using host = await createTestHost({ plugin, manifest, services: services({}) });
    expect(host.manifest).not.toHaveProperty('activationEvents');
    expect(host.calls).toEqual([]);
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [2_500_000_000, '2.5 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
