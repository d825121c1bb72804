/** A piece of a date pattern: a field of `letter` written `width` times, or text that stands for itself. */
export type PatternPart = { readonly letter: string; readonly width: number } | { readonly text: string };

/** https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/time/format/DateTimeFormatter.html#patterns */
export function datePattern(pattern: string): PatternPart[] {
  return [...pattern.matchAll(/([A-Za-z])\1*|'((?:[^']|'')*)'|([^A-Za-z']+)/g)].map(
    ([whole, letter, quoted]) => {
      if (letter) return { letter, width: whole.length };
      if (quoted === undefined) return { text: whole };
      return { text: quoted === '' ? "'" : quoted.replaceAll("''", "'") };
    },
  );
}
