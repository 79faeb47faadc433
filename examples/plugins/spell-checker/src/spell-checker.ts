import type { FluxStudioAPI, PluginStorage } from '@fluxstudio/plugin-sdk';
import { createDictionary, type Dictionary, normalised } from './dictionary.ts';
import { findMistakes, type Mistake } from './find-mistakes.ts';
import { type Place, readText, textsOf, writeText } from './texts.ts';

/** A mistake, and where it is. */
export interface Finding extends Mistake {
  readonly id: string;
  readonly place: Place;
}

/** More are not shown, nor looked for: a text in another language would be nothing else. */
export const MOST_FINDINGS = 1000;
const KEY = 'words';

export interface SpellChecker {
  /** `undefined` before the first check. */
  findings(): readonly Finding[] | undefined;
  suggest(word: string): string[];
  /** The user's own, by the alphabet. */
  words(): readonly string[];
  /** Looks through every text of the open project. Resolves with how many mistakes there are. */
  check(): Promise<number>;
  /** Puts another word in the place. Resolves with whether the wrong one still stood there. */
  fix(finding: Finding, word: string): Promise<boolean>;
  learn(word: string): Promise<void>;
  forget(word: string): Promise<void>;
  onDidChange(listener: () => void): () => void;
}

export async function createSpellChecker(api: FluxStudioAPI, storage: PluginStorage): Promise<SpellChecker> {
  const listeners = new Set<() => void>();
  let words = await storage.get<readonly string[]>(KEY, []);
  let dictionary: Dictionary = createDictionary(words);
  let findings: readonly Finding[] | undefined;
  let latest = 0;

  function show(next: readonly Finding[] | undefined): void {
    findings = next;
    for (const listener of listeners) listener();
  }

  let kept: Promise<void> = Promise.resolve();

  /** One after the other: each change begins with the words that the one before has left. */
  function keep(change: (known: readonly string[]) => readonly string[]): Promise<void> {
    const keeping = kept.then(async () => {
      const next = change(words);
      await storage.set(KEY, next);
      words = next;
      dictionary = createDictionary(next);
    });
    kept = keeping.catch(() => undefined);
    return keeping;
  }

  async function check(): Promise<number> {
    const run = ++latest;
    const found: Finding[] = [];
    for await (const { place, text } of textsOf(api)) {
      found.push(...placed(findMistakes(text, dictionary), place));
      if (found.length >= MOST_FINDINGS) break;
    }
    // A later one that was faster knows better.
    if (run === latest) show(found.slice(0, MOST_FINDINGS));
    return findings?.length ?? 0;
  }

  return {
    findings: () => findings,
    suggest: (word) => dictionary.suggest(word),
    words: () => words,
    check,
    async fix({ place, start, word }, instead) {
      const text = await readText(api, place);
      const stands = text?.slice(start, start + word.length) === word;
      if (text !== undefined && stands)
        await writeText(api, place, text.slice(0, start) + instead + text.slice(start + word.length));
      await check();
      return stands;
    },
    async learn(word) {
      const learnt = normalised(word);
      await keep((known) => [...known.filter((other) => other !== learnt), learnt].sort());
      show(findings?.filter((finding) => !dictionary.has(finding.word)));
    },
    async forget(word) {
      await keep((known) => known.filter((other) => other !== word));
      await check();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function placed(mistakes: readonly Mistake[], place: Place): Finding[] {
  const where = place.kind === 'shape' ? place.id : place.path;
  return mistakes.map((mistake) => ({ ...mistake, place, id: `${mistake.start} ${where}`.slice(0, 200) }));
}
