import { lineOf } from './texts.ts';

/** The most characters of a reason: events carry it, and people read it in one line. */
export const MAX_REASON_LENGTH = 200;

/** What is read of a text that is longer, so that nobody's text is long work. */
const MAX_READ_LENGTH = 5 * MAX_REASON_LENGTH;

const ELLIPSIS = '…';

/**
 * A reason as it is stored and published: one line of at most `MAX_REASON_LENGTH` characters. Whoever gave
 * it, such as a gateway, may have said more, and a reason that is too long must not stop an event.
 */
export const reasonOf = (text: string): string => {
  const line = oneLine(text.slice(0, MAX_READ_LENGTH));
  return line.length > MAX_REASON_LENGTH ? `${cut(line, MAX_REASON_LENGTH - 1)}${ELLIPSIS}` : line;
};

/** Whatever breaks or hides a line counts as a blank. */
const oneLine = (text: string) =>
  lineOf(text)
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');

/** Does not split a character that has two code units in UTF-16. */
const cut = (text: string, longest: number) => {
  const last = text.charAt(longest - 1);
  return text.slice(0, last >= '\ud800' && last <= '\udbff' ? longest - 1 : longest);
};
