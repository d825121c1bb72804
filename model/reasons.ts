/** Most characters of a reason: it travels in events, and people read it in a line. */
export const MAX_REASON_LENGTH = 200;

const ELLIPSIS = '…';

/**
 * A reason as it is written and told: one line of at most `MAX_REASON_LENGTH` characters. Whoever gave it, a
 * gateway for one, may have said more; what is told too long must not keep anybody from hearing the rest.
 */
export const reasonOf = (text: string): string => {
  const line = oneLine(text);
  return line.length > MAX_REASON_LENGTH ? `${cut(line, MAX_REASON_LENGTH - 1)}${ELLIPSIS}` : line;
};

/** Control characters, which break lines, are blanks like any other. */
const oneLine = (text: string) =>
  text
    .split('')
    .map((character) => (character < ' ' || character === '\u007f' ? ' ' : character))
    .join('')
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');

/** Does not cut a character in two that UTF-16 spells by two units. */
const cut = (text: string, longest: number) => {
  const last = text.charAt(longest - 1);
  return text.slice(0, last >= '\ud800' && last <= '\udbff' ? longest - 1 : longest);
};
