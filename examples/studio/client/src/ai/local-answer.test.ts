import { describe, expect, it } from 'vitest';
import { answerLocally } from './local-answer.ts';
import { paletteFor } from './local-palette.ts';

const COMMANDS = [
  { title: 'Undo', shortcut: 'Mod+Z' },
  { title: 'Delete selection' },
  { title: 'Delete shape', description: 'Takes it off the board' },
];
const answer = (question: string) => answerLocally(question, COMMANDS);

describe('answerLocally', () => {
  it('proposes a palette for a mood and for a colour', () => {
    const sea = answer('A palette for a calm sea');
    expect(sea.match(/`#[0-9a-f]{6}`/g)).toHaveLength(5);
    expect(sea).toContain('`#2273c3` main colour');
    expect(answer('What goes with #4f46e5?')).toContain('Five colours');
    expect(answer('colours for a fire')).not.toBe(answer('colours for a forest'));
  });

  it('proposes names for what is named', () => {
    const names = answer('Some names for a bakery, please');
    expect(names.match(/^\d\. .+$/gm)).toHaveLength(5);
    expect(names).toContain('Bakery');
  });

  it('explains the commands that fit best, or all of them', () => {
    expect(answer('How do I undo?')).toContain('**Undo**: Ctrl+Z');
    const deleting = answer('delete a shape');
    expect(deleting).toContain('**Delete shape**. Takes it off the board');
    expect(deleting).not.toContain('selection');
    for (const { title } of COMMANDS) expect(answer('Which commands are there?')).toContain(title);
  });

  it('says what it can do where it knows nothing', () => {
    expect(answer('What is the meaning of life?')).toContain('simple rules');
    expect(answer('')).toContain('simple rules');
  });
});

describe('paletteFor', () => {
  it.each([
    ['#ff0000', '#c32222'],
    ['#00ff00', '#22c322'],
    ['#0000ff', '#2222c3'],
  ])('keeps the hue of %s', (given, main) => {
    expect(paletteFor(`beside ${given}`)[0]?.color).toBe(main);
  });
});
