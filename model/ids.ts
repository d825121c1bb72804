const ALLOWED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:@';

/** Longest id or client token, in characters. */
export const MAX_ID_LENGTH = 64;

/** Shortest id that people make up themselves, of an order, a SKU or a lot, in characters. */
export const MIN_NAME_LENGTH = 4;

/**
 * Whether a text may become part of a key: 1 to 64 letters, digits and `-_.:@`. Without `#` nobody can
 * spell a key of another row.
 */
export const isId = (text: string) =>
  text.length > 0 &&
  text.length <= MAX_ID_LENGTH &&
  text.split('').every((character) => ALLOWED.indexOf(character) >= 0);
