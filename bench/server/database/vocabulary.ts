import { createRandom, type Random } from '../random.ts';

const COMMON =
  `editor colour palette timeline audio video export import preview shader texture model render layer mask
  brush vector pixel grid snap align curve gradient filter blur sharpen noise sprite atlas tile scene camera light shadow
  physics particle script console debug lint format theme icon font locale translate review comment share sync backup
  version diff merge branch history project folder search replace shortcut command panel toolbar sidebar widget chart table
  form dialog notification network request cache storage database query schema template snippet wizard assistant generator
  converter validator inspector profiler recorder player mixer equaliser reverb tempo melody beat sample loop track voice
  caption subtitle transition effect overlay chroma key stabiliser crop resize rotate batch queue schedule report metrics`
    .trim()
    .split(/\s+/);
const GLUE = 'a the for with your of and in to from that every one without into over'.split(' ');
const SYLLABLES =
  `ba ce di fo gu ka le mi no pu ra se ti vo xu za bre cli dro fle gri klo pra ste tru vel mor kin trex lum
  nar dax quo phi zen hal yor wim jas`
    .trim()
    .split(/\s+/);

/** Words of names and descriptions: some everybody uses, and thousands that hardly anybody does. */
export interface Vocabulary {
  /** `Timeline exporter`-like words, some of them made up. */
  phrase(words: number): string;
  /** A word that few entries have. */
  unusual(): string;
}

export function createVocabulary(unusualWords: number): Vocabulary {
  const random = createRandom(42);
  const made = Array.from({ length: unusualWords }, () => invent(random));
  const pick = (words: readonly string[]): string => words[random(words.length)] ?? '';
  // The smaller of two picks: earlier words are used more often.
  const common = (): string => COMMON[Math.min(random(COMMON.length), random(COMMON.length))] ?? '';
  return {
    phrase: (words) =>
      Array.from({ length: words }, (_, index) => (index % 3 === 2 ? pick(GLUE) : common())).join(' '),
    unusual: () => pick(made),
  };
}

function invent(random: Random): string {
  return Array.from({ length: 3 + random(2) }, () => SYLLABLES[random(SYLLABLES.length)] ?? '').join('');
}
