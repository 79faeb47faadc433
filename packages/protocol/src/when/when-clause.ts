import { MAX_PATTERN } from '../pattern/max-pattern.ts';
import { compares, equals, isIn, toNumber } from './when-operators.ts';

/** Whether a regular expression matches somewhere in the text. Given by the host: V8's engine may take for ever. */
export type PatternMatcher = (source: string, flags: string, text: string) => boolean;

/** A condition on context keys, as contributions of a manifest have it. */
export interface WhenClause {
  readonly text: string;
  /** The context keys it reads. */
  readonly keys: ReadonlySet<string>;
  /** The regular expressions of its `=~`, so that a host can load the engine for them. */
  readonly patterns: readonly WhenPattern[];
  /** @param get the value of a context key, `undefined` for one that is not set */
  evaluate(get: (key: string) => unknown, match: PatternMatcher): boolean;
}

export interface WhenPattern {
  readonly source: string;
  /** Out of `i`, `m`, `s` and `u`. */
  readonly flags: string;
}

/** What is wrong. `offset` counts from 0, the character in the message from 1. */
export interface WhenIssue {
  readonly message: string;
  readonly offset: number;
}

export type WhenResult = { ok: true; clause: WhenClause } | { ok: false; issue: WhenIssue };

type Test = WhenClause['evaluate'];

/** Levels of parentheses. */
const MAX_DEPTH = 100;

const SPACE = /\s*/y;
const NOT = /!/y;
const OPEN = /\(/y;
const CLOSE = /\)/y;
const OR = /\|\|/y;
const AND = /&&/y;
const OPERATOR = /===?|!==?|=~|[<>]=?/y;
/** A key or an unquoted value. */
const WORD = /[^\s()=!&|~<>'"]+/y;
const QUOTED = /'([^']*)'/y;
const FLAGS = /[A-Za-z]*/y;

/**
 * Parses a condition: the language of VS Code's `when` clauses. See docs/when-clauses.md.
 * Never throws, and takes time in proportion to the text.
 *
 * @example
 * const result = parseWhen("projectOpen && fileType == 'svg'");
 * if (result.ok) result.clause.evaluate((key) => context.get(key), () => false);
 * else console.error(result.issue.message); // such as: expected a value at character 12
 */
export function parseWhen(text: string): WhenResult {
  const keys = new Set<string>();
  const patterns: WhenPattern[] = [];
  let at = 0;
  let depth = 0;
  let issue: WhenIssue | undefined;

  function fail(expected: string, offset = at): never {
    issue = { message: `${expected} at character ${offset + 1}`, offset };
    throw issue;
  }

  /** What the expression matches here, without the space after it. */
  function take(expression: RegExp): string | undefined {
    expression.lastIndex = at;
    const found = expression.exec(text);
    if (!found) return undefined;
    at += found[0].length;
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    return found[1] ?? found[0];
  }

  function value(expected: string): string {
    if (text[at] !== "'") return take(WORD) ?? fail(expected);
    return take(QUOTED) ?? fail('unclosed quote');
  }

  function pattern(): WhenPattern {
    const start = at;
    if (text[at] !== '/') fail('expected a pattern such as /json/i');
    let inClass = false;
    for (at++; at < text.length && (inClass || text[at] !== '/'); at++) {
      if (text[at] === '\\') at++;
      else if (text[at] === '[') inClass = true;
      else if (text[at] === ']') inClass = false;
    }
    if (at >= text.length) fail('unclosed pattern', start);
    const source = text.slice(start + 1, at++);
    if (source.length > MAX_PATTERN) fail(`pattern of more than ${MAX_PATTERN} characters`, start);
    const flagsAt = at;
    const flags = take(FLAGS) ?? '';
    const unknown = flags.search(/[^gimsuy]/);
    if (unknown >= 0) fail(`unknown flag ${flags[unknown]}`, flagsAt + unknown);
    // As in VS Code: a test has no use for these two.
    const made = { source, flags: flags.replace(/[gy]/g, '') };
    patterns.push(made);
    return made;
  }

  function membership(left: string): Test {
    const right = value('expected a context key');
    keys.add(right);
    return (get) => isIn(get(left), get(right));
  }

  function comparison(left: string): Test {
    const operator = take(OPERATOR);
    if (operator === '=~') {
      const { source, flags } = pattern();
      return (get, match) => {
        const subject = get(left);
        return typeof subject === 'string' && match(source, flags, subject);
      };
    }
    if (operator?.[1] === '=' && (operator[0] === '=' || operator[0] === '!')) {
      const quoted = text[at] === "'";
      const right = value('expected a value');
      const positive = operator[0] === '=';
      if (!quoted && (right === 'true' || right === 'false'))
        return (get) => (!!get(left) === (right === 'true')) === positive;
      return (get) => equals(get(left), right) === positive;
    }
    if (operator) {
      const start = at;
      const right = toNumber(value('expected a number'));
      if (Number.isNaN(right)) fail('expected a number', start);
      return (get) => compares(operator, toNumber(get(left)), right);
    }
    const start = at;
    const word = take(WORD);
    if (word === 'in') return membership(left);
    if (word === 'not') {
      const next = at;
      if (take(WORD) !== 'in') fail('expected in', next);
      const inside = membership(left);
      return (get, match) => !inside(get, match);
    }
    at = start;
    return (get) => !!get(left);
  }

  /** Something follows a whole condition. */
  function unexpected(atEnd = ''): never {
    const start = at;
    const operator = take(OPERATOR);
    if (operator) fail(`unexpected ${operator}`, start);
    fail(start === text.length ? atEnd : 'expected an operator such as == or &&');
  }

  function operand(negated: boolean): Test {
    const start = at;
    if (take(OPEN)) {
      if (++depth > MAX_DEPTH) fail(`more than ${MAX_DEPTH} levels of parentheses`, start);
      const test = disjunction();
      if (!take(CLOSE)) unexpected('expected )');
      depth--;
      return test;
    }
    // A pattern stands only behind `=~`.
    const word = text[at] === '/' ? undefined : take(WORD);
    if (word === undefined || word === 'in' || word === 'not') fail('expected a condition', start);
    if (word === 'true' || word === 'false') return () => word === 'true';
    keys.add(word);
    return negated ? (get) => !!get(word) : comparison(word);
  }

  function negation(): Test {
    let negated = false;
    while (take(NOT)) negated = !negated;
    const test = operand(negated);
    return negated ? (get, match) => !test(get, match) : test;
  }

  // Lists, not pairs: a chain of any length is evaluated without recursion.
  function conjunction(): Test {
    const tests = [negation()];
    while (take(AND)) tests.push(negation());
    return (get, match) => tests.every((test) => test(get, match));
  }

  function disjunction(): Test {
    const tests = [conjunction()];
    while (take(OR)) tests.push(conjunction());
    return (get, match) => tests.some((test) => test(get, match));
  }

  try {
    take(SPACE);
    const evaluate = disjunction();
    if (text[at] === ')') fail('unmatched )');
    if (at < text.length) unexpected();
    return { ok: true, clause: { text, keys, patterns, evaluate } };
  } catch (error) {
    if (!issue) throw error;
    return { ok: false, issue };
  }
}
