const ALLOWED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:@';

/** The most characters of an id or a client token. */
export const MAX_ID_LENGTH = 64;

/** The fewest characters of an id that a person makes up: of an order, a SKU or a lot. */
export const MIN_NAME_LENGTH = 4;

/**
 * Whether a text may become part of a key: 1 to 64 letters, digits and `-_.:@`. Without `#`, nobody can forge
 * the key of another row.
 */
export const isId = (text: string) =>
  text.length > 0 &&
  text.length <= MAX_ID_LENGTH &&
  text.split('').every((character) => ALLOWED.indexOf(character) >= 0);
