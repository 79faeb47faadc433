import { describe, expect, it } from 'vitest';
import { ALL_PERMISSIONS, covers, isPermission } from './permissions.ts';

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
