import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { newShape } from '../../../studio/shared/board-document.ts';
import { noteFor } from './board-note.ts';

describe('noteFor', () => {
  it('is a text for one line, and a note for more', () => {
    expect(noteFor('# Harbour', 0)).toMatchObject({ kind: 'text', text: 'Harbour' });
    expect(noteFor('Five:\n\n- `#fff000` **sun**\n- sea', 0)).toMatchObject({
      kind: 'rect',
      text: 'Five:\n\n• #fff000 sun\n• sea',
    });
  });

  it.each(['🎨'.repeat(3_000), 'a\0b\ud83d', 'line\n'.repeat(1_000)])(
    'is a shape that the board takes',
    (text) => {
      expect(v.safeParse(newShape, noteFor(text, 999)).issues).toBeUndefined();
    },
  );
});
