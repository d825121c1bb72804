import { invalidParameter, invalidPattern } from '../errors.ts';
import { type EventFilter, parseJsonPattern, unescaped } from './parseJsonPattern.ts';

/**
 * Reads a filter pattern: terms, or an expression about JSON. Throws `InvalidParameterException`. Not supported, and refused:
 * regular expressions and patterns of fields that spaces divide (`[a, b]`).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): EventFilter {
  const text = pattern.trim();
  if (text.startsWith('{')) {
    // Recorded: https://github.com/jorgebastida/awslogs/issues/210
    if (!text.endsWith('}'))
      throw invalidParameter("If a filter pattern starts with '{' it must end with '}'");
    return parseJsonPattern(text.slice(1, -1));
  }
  return termsFilter(parseTerms(text));
}

interface Term {
  /** `?` for one of several that suffices, `-` for one that must not be there. */
  readonly sign: string;
  readonly text: string;
}

/**
 * Terms with others than letters, digits and underscores need quotes (documented). Chosen: which others are refused without
 * them.
 */
const TERM = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|([\p{L}\p{N}_]+))(?=\s|$)\s*/uy;

function parseTerms(text: string): readonly Term[] {
  const terms: Term[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const [, sign = '', quoted, bare = ''] = TERM.exec(text) ?? [];
    const term = quoted === undefined ? bare : unescaped(quoted);
    if (term === '') throw invalidPattern();
    terms.push({ sign, text: term });
  }
  return terms;
}

/** Terms are found anywhere in a text, in their case. Chosen: also within a word. */
function termsFilter(terms: readonly Term[]): EventFilter {
  const signed = (wanted: string) => terms.filter(({ sign }) => sign === wanted).map(({ text }) => text);
  const [included, excluded, optional] = [signed(''), signed('-'), signed('?')];
  // Documented: beside terms of another kind, those with a question mark are ignored.
  const any = included.length + excluded.length === 0 ? optional : [];
  return (message) =>
    included.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    (any.length === 0 || any.some((term) => message.includes(term)));
}
