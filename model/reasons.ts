/** The most characters of a reason: events carry it, and people read it in one line. */
export const MAX_REASON_LENGTH = 200;

const ELLIPSIS = '…';

/**
 * A reason as it is stored and published: one line of at most `MAX_REASON_LENGTH` characters. Whoever gave
 * it, such as a gateway, may have said more, and a reason that is too long must not stop an event.
 */
export const reasonOf = (text: string): string => {
  const line = oneLine(text);
  return line.length > MAX_REASON_LENGTH ? `${cut(line, MAX_REASON_LENGTH - 1)}${ELLIPSIS}` : line;
};

/** Control characters, which break lines, count as blanks. */
const oneLine = (text: string) =>
  text
    .split('')
    .map((character) => (character < ' ' || character === '\u007f' ? ' ' : character))
    .join('')
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');

/** Does not split a character that has two code units in UTF-16. */
const cut = (text: string, longest: number) => {
  const last = text.charAt(longest - 1);
  return text.slice(0, last >= '\ud800' && last <= '\udbff' ? longest - 1 : longest);
};
