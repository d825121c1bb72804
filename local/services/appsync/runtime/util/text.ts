const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "'": "\\'",
  '/': '\\/',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Escapes as Java's StringEscapeUtils.escapeEcmaScript does. */
export const escapeJavaScript = (text: string) =>
  text.replace(/["'/\\]|[^ -~]/g, (character) => ESCAPES[character] ?? unicodeEscape(character));

const unicodeEscape = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** application/x-www-form-urlencoded, as Java's URLEncoder writes it. */
export const urlEncode = (text: string) =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

export const urlDecode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
