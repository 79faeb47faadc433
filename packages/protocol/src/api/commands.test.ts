import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { commands } from './commands.ts';

const takes = (name: string) => v.safeParse(commands.methods.register.args, [name, () => undefined]).success;

describe('the name of a command', () => {
  it.each(['mix', 'palette:mix', 'palette/mix', 'alpha.mix', `${'a'.repeat(64)}.${'b'.repeat(128)}`])(
    'may be %s, as in a manifest',
    (name) => expect(takes(name)).toBe(true),
  );

  it.each(['', '.mix', 'alpha..mix', 'two words', 'a\nb', 'mix.', '<b>', 'x'.repeat(201)])(
    'may not be %j',
    (name) => expect(takes(name)).toBe(false),
  );
});
