import { describe, expect, it, vi } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { createAppNames } from './app-names.ts';
import { createContextKeys } from './context-keys.ts';
import { createContributions, declareContributions } from './contributions.ts';
import { identityOf } from './follow-registry.ts';

const contributes = {
  commands: [{ id: 'save', title: 'Save' }],
  menus: [{ id: 'menu', command: 'save' }],
  themes: [{ id: 'night', name: 'Night', type: 'dark' as const, colors: {} }],
};

describe('contributions', () => {
  it('have nothing that a plugin named like the app declares, and say so once', () => {
    const names = createAppNames();
    const warn = vi.fn();
    const lists = createContributions({
      context: createContextKeys({ loadPatterns: () => Promise.reject(), onFault: () => undefined, names }),
      names,
      wake: async () => undefined,
      warn,
    });
    const declare = (id: string) => {
      const manifest = testManifest(id, { permissions: ['commands', 'ui'], contributes });
      declareContributions(lists, identityOf(manifest), { manifest, granted: manifest.permissions });
    };
    const ids = () =>
      [lists.commands, lists.menus, lists.themes].flatMap((list) => list.getAll().map(({ id }) => id));

    declare('editor');
    declare('editor');
    expect(ids()).toEqual([]);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('The plugin editor is named like')]]);
    declare('painter');
    expect(ids()).toEqual(['painter.save', 'painter.menu', 'painter.night']);
    names.claim('painter');
    declare('painter');
    expect(ids()).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(2);
  });
});
