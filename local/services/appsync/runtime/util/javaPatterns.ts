import { RE2JS } from 're2js';
import { gaugeLimits } from '../createGauge.ts';

/** Counts the steps of a search. Throws where they are too many. */
type Charge = (steps: number) => void;

/** Chosen. What the largest patterns come to, repetitions written out. */
const LARGEST_PROGRAM = 10_000;
const LONGEST_PATTERN = 2000;

/** Patterns are few and used often: at most 500 are kept, of 2000 characters each. */
const MOST_PATTERNS = 500;
const compiled = new Map<string, CompiledPattern>();

interface CompiledPattern {
  readonly expression: RE2JS;
  /** How many states the search may be in at once. */
  readonly size: number;
}

/**
 * AppSync reads patterns as Java does, whose search can take a time that doubles with each character. Ours takes
 * linear time, by the algorithm of RE2, and so knows no look-around and no back-references.
 * https://github.com/google/re2/wiki/Syntax
 */
function compilePattern(source: string): CompiledPattern {
  const known = compiled.get(source);
  if (known) return known;
  if (source.length > LONGEST_PATTERN)
    throw new Error(`A pattern has at most ${LONGEST_PATTERN} characters, this one ${source.length}.`);
  const size = programSize(source);
  if (size > LARGEST_PROGRAM) throw new Error(`The repetitions of the pattern are too many: ${source}`);
  if (compiled.size >= MOST_PATTERNS) compiled.clear();
  const pattern = { expression: RE2JS.compile(source), size };
  compiled.set(source, pattern);
  return pattern;
}

/** The parts of a class of characters count one by one, which makes it somewhat larger than it is. */
const TOKEN = /\\[^]|\{(\d{1,9})(?:,(\d{0,9}))?\}|[^]/g;

/** How long a pattern is with its repetitions written out: `(ab){3}` is as long as `ababab`. */
function programSize(source: string): number {
  const groups = [0];
  let last = 0;
  for (const [token, least, most] of source.matchAll(TOKEN)) {
    if (token === '(') {
      groups.push(0);
      continue;
    }
    if (token === ')') last = groups.length > 1 ? (groups.pop() ?? 0) : 1;
    else if (least === undefined) last = 1;
    else last *= Math.max(Number(least), Number(most ?? 0), 1) - 1;
    groups.push((groups.pop() ?? 0) + last);
  }
  return groups.reduce((sum, size) => sum + size, 0);
}

/** Chosen by measuring: a match takes a microsecond. */
const STEPS_A_MATCH = 10;

const searchSteps = ({ size }: CompiledPattern, text: string) => 1 + ((size + 1) * (text.length + 1)) / 64;

/** `util.matches`. */
export function matchesJava(pattern: string, text: string, charge: Charge = () => {}): boolean {
  const known = compilePattern(pattern);
  charge(searchSteps(known, text));
  return known.expression.test(text);
}

/** The whole match and its groups, or null. */
export function matchJava(
  text: string,
  pattern: string,
  charge: Charge,
): readonly (string | undefined)[] | null {
  const known = compilePattern(pattern);
  charge(searchSteps(known, text));
  return known.expression.exec(text);
}

/** Replaces the first match or all, by a Java replacement, in which a backslash quotes and `$0` is the whole match. */
export function replaceJava(
  text: string,
  pattern: string,
  replacement: string,
  all: boolean,
  charge: Charge,
): string {
  const known = compilePattern(pattern);
  charge(searchSteps(known, text));
  const parts = [...replacement.matchAll(/\\([^])|\$(\d)|([^\\$]+|\$|\\$)/g)];
  const matcher = known.expression.matcher(text);
  let replaced = '';
  let end = 0;
  while (matcher.find()) {
    replaced += text.slice(end, matcher.start());
    for (const [, quoted, group, plain] of parts)
      replaced += quoted ?? plain ?? groupOf(matcher, Number(group)) ?? '';
    end = matcher.end();
    charge(STEPS_A_MATCH + parts.length);
    if (replaced.length > gaugeLimits.text) throw new RangeError('The replaced text is too long.');
    if (!all) break;
  }
  return replaced + text.slice(end);
}

const groupOf = (matcher: ReturnType<RE2JS['matcher']>, group: number) =>
  group <= matcher.groupCount() ? matcher.group(group) : undefined;
