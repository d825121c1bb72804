/**
 * A text of an address as a key has it: without capitals, and with one space between words, so that `Hamburg` and
 * ` hamburg` are one city. What separates the parts of keys becomes a space, too.
 */
export const placeOf = (text: string): string =>
  text
    .toLowerCase()
    .split('#')
    .join(' ')
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');
