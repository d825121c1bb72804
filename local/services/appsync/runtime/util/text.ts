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

/**
 * Converts a Java regular expression to a JavaScript one. Covers the common differences: leading flags such
 * as `(?i)`, and `\Q…\E` quotes.
 */
export function javaPattern(source: string, flags = ''): RegExp {
  const leading = /^\(\?([ims]+)\)/.exec(source);
  const body = source
    .slice(leading?.[0].length ?? 0)
    .replace(/\\Q([^]*?)(?:\\E|$)/g, (_, quoted: string) => quoted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(body, flags + (leading?.[1] ?? ''));
}

/** Converts a Java replacement, in which a backslash quotes the next character and `$0` is the whole match. */
export const javaReplacement = (replacement: string) =>
  replacement.replace(/\\([^])|\$(\d?)/g, (_, quoted: string | undefined, group: string) => {
    if (quoted !== undefined) return quoted === '$' ? '$$' : quoted;
    return group === '' ? '$$' : group === '0' ? '$&' : `$${group}`;
  });
