import { describe, expect, it } from 'vitest';
import { ALL_PERMISSIONS, covers, isPermission, isPermissionName } from './permissions.ts';

describe('permissions', () => {
  it('knows plain names and their refinements, and nothing inherited', () => {
    expect(ALL_PERMISSIONS).toContain('files:read');
    for (const name of ['storage', 'projects:write']) expect(isPermission(name)).toBe(true);
    for (const name of ['storage:read', 'constructor', '__proto__', '', 'files:', undefined])
      expect(isPermission(name)).toBe(false);
  });

  it.each([
    [['files'], 'files:read', true],
    [['files:read'], 'files:read', true],
    [['files:read'], 'files', false],
    [['files:read'], 'files:write', false],
    [['ui'], 'notifications', false],
    [[], 'storage', false],
  ])('%j covers %s: %s', (granted, needed, expected) => {
    expect(covers(granted, needed)).toBe(expected);
  });
});

describe('isPermissionName', () => {
  it('takes what an app may have named itself, and no typo of ours', () => {
    for (const name of ['files', 'files:read', 'board', 'board:draw', 'my-board'])
      expect(isPermissionName(name)).toBe(true);
    for (const name of [
      'files:reed',
      'storage:read',
      'Board',
      'board:',
      ':read',
      'a:b:c',
      '',
      '__proto__',
      7,
    ])
      expect(isPermissionName(name)).toBe(false);
  });
});
