import { coreNamespaces } from '@fluxstudio/plugin-protocol/api/api';
import { defineNamespace } from '@fluxstudio/plugin-protocol/contract';
import { describe, expect, it } from 'vitest';
import { implementNamespace } from './app-namespace.ts';
import { checkNamespaces, TAKEN } from './check-namespaces.ts';

const namespace = (name: string, permissions: Record<string, { title: string; description: string }> = {}) =>
  implementNamespace(defineNamespace(name, { docs: '', permissions, methods: {} }), () => ({}));
const text = { title: '', description: '' };

describe('checkNamespaces', () => {
  it('takes what stands beside the core', () => {
    checkNamespaces([namespace('board', { board: text, 'board:draw': text }), namespace('timeline')]);
  });

  it.each([
    ['a name of the core', [namespace('files')]],
    ['a name twice', [namespace('board'), namespace('board')]],
    ['a member of the context', [namespace('subscriptions')]],
    ['a permission of somebody else', [namespace('board', { files: text })]],
    ['a permission that no manifest can name', [namespace('board', { 'board:drawLines': text })]],
  ])('refuses %s', (_, namespaces) => {
    expect(() => checkNamespaces(namespaces)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});

it('knows the names of the core', () => {
  for (const { name } of Object.values(coreNamespaces)) expect(TAKEN).toContain(name);
});
