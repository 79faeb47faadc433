import { numberOf, paletteFor } from './local-palette.ts';

/** A command that can be explained. */
export interface ExplainedCommand {
  readonly title: string;
  readonly description?: string | undefined;
  readonly shortcut?: string | readonly string[] | undefined;
}

const FIRST = ['Bright', 'Quiet', 'Paper', 'North', 'Silver', 'Open', 'Second', 'Velvet', 'Clear', 'Little'];
const SECOND = ['Harbour', 'Orchard', 'Signal', 'Lantern', 'Field', 'Atlas', 'Current', 'Studio', 'Canvas'];
/** Words of a question that say nothing of what it is about. */
const EMPTY_WORDS = new Set(
  'a about an and are ask called can could do does for give how i in is it its me my name names of on or please project some suggest that the this to want we what which with you your'.split(
    ' ',
  ),
);

const HELP = `I answer by simple rules, here in your browser. I can

- propose a **palette**: “A palette for a calm sea” or “Colours that go with #4f46e5”
- propose **names**: “Names for a bakery”
- explain the **commands** of the studio: “How do I undo?”

This studio can be connected to a language model; then I answer everything else, too.`;

/** An answer in Markdown, made of the question by rules: the same question has the same answer. */
export function answerLocally(question: string, commands: readonly ExplainedCommand[]): string {
  if (/\b(?:palettes?|colou?rs?|schemes?|hues?)\b|#[0-9a-f]{6}\b/i.test(question))
    return proposePalette(question);
  const asked = wordsOf(question);
  if (/\b(?:names?|titles?|slogans?|call)\b/i.test(question)) return proposeNames(asked);
  return explainCommands(asked, question, commands) ?? HELP;
}

function proposePalette(question: string): string {
  const lines = paletteFor(question).map(({ color, role }) => `- \`${color}\` ${role}`);
  return `Five colours that go together:\n\n${lines.join('\n')}\n\nText in the last one can be read on the background.`;
}

function proposeNames(about: readonly string[]): string {
  const subject = capitalised(about[0] ?? 'studio');
  const seed = numberOf(about.join(' '));
  const pick = (words: readonly string[], step: number) => words[(seed + step) % words.length] ?? '';
  const names = [
    `${pick(FIRST, 0)} ${subject}`,
    `${subject} & ${pick(SECOND, 1)}`,
    `The ${pick(FIRST, 2)} ${pick(SECOND, 3)}`,
    `${subject} ${pick(SECOND, 5)}`,
    `${pick(FIRST, 7)}${pick(SECOND, 4).toLowerCase()}`,
  ];
  return `Five names to begin with:\n\n${names.map((name, index) => `${index + 1}. ${name}`).join('\n')}`;
}

/** The commands whose titles have most of what is asked for, or all of them. */
function explainCommands(
  asked: readonly string[],
  question: string,
  commands: readonly ExplainedCommand[],
): string | undefined {
  const hits = (command: ExplainedCommand) => {
    const words = wordsOf(command.title);
    return asked.filter((word) => words.includes(word)).length;
  };
  const most = Math.max(0, ...commands.map(hits));
  const found = most > 0 ? commands.filter((command) => hits(command) === most) : [];
  const wantsAll = /\b(?:commands?|shortcuts?|keys?)\b/i.test(question);
  const shown = found.length > 0 ? found : wantsAll ? commands : [];
  if (shown.length === 0) return undefined;
  const lines = shown.slice(0, 20).map(({ title, description, shortcut }) => {
    const keys = shortcut === undefined ? '' : `: ${[shortcut].flat().map(inWords).join(' or ')}`;
    return `- **${title}**${keys}${description ? `. ${description}` : ''}`;
  });
  return `${lines.join('\n')}\n\nEvery command is in the command palette, too: Ctrl+K, or Cmd+K on a Mac.`;
}

/** `Mod+Z` as keyboards have it. */
function inWords(shortcut: string): string {
  return shortcut.includes('Mod') ? `${shortcut.replaceAll('Mod', 'Ctrl')} (Cmd on a Mac)` : shortcut;
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => !EMPTY_WORDS.has(word));
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
