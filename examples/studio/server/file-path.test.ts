import * as v from 'valibot';
import { expect, it } from 'vitest';
import { filePath } from './file-path.ts';

it.each(['a', 'assets/logo.svg', 'ünï 100%.json', '...', '.hidden/..name', '😀', 'n'.repeat(255)])(
  'takes %j',
  (path) => expect(v.is(filePath, path)).toBe(true),
);

it.each([
  ...['', '.', '..', '../up', 'a/../b', './a', '/a', 'a/', 'a//b', 'a\\b', 'a\0b', 'a\nb', 'a\ud800b'],
  ...['n'.repeat(256), `${'dir/'.repeat(256)}a`],
  ...[undefined, ['a', 'b'], { path: 'a' }],
])('refuses %j', (path) => expect(v.is(filePath, path)).toBe(false));
