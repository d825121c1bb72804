/**
 * How deep a document in a text of a request may be nested. What walks one, or writes it again, runs out of stack at a
 * few thousand levels. Chosen: the limit of Jackson, which AWS's own services parse with.
 * https://github.com/FasterXML/jackson-core/wiki/Jackson-Release-2.15
 */
const DEEPEST_NESTING = 1000;

/** Parses JSON that a caller wrote. Throws `SyntaxError` where it is none, or is nested deeper than `deepest`. */
export function parseJson(text: string, deepest = DEEPEST_NESTING): unknown {
  if (isDeeperThan(deepest, text)) throw new SyntaxError(`It is nested deeper than ${deepest} levels.`);
  return JSON.parse(text);
}

/**
 * Whether brackets are nested deeper than `limit`. They are counted in the text, because whatever walks a parsed value
 * may itself be what runs out of stack. Most requests have fewer brackets than that, wherever they are.
 */
function isDeeperThan(limit: number, json: string): boolean {
  // Each level takes two brackets.
  if (json.length <= 2 * limit) return false;
  if (countUpTo(limit, json, '{') + countUpTo(limit, json, '[') <= limit) return false;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    // A number is compared in a fraction of the time that a character takes as a text.
    const unit = json.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(json, at);
    else if (unit === OPENED_BRACE || unit === OPENED_BRACKET) depth++;
    else if (unit === CLOSED_BRACE || unit === CLOSED_BRACKET) depth--;
    if (depth > limit) return true;
  }
  return false;
}

const [QUOTE, OPENED_BRACE, CLOSED_BRACE, OPENED_BRACKET, CLOSED_BRACKET] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d];

function countUpTo(limit: number, text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count <= limit; at = text.indexOf(character, at + 1))
    count++;
  return count;
}

/** Where the string ends that begins at `start`: at a quote behind an even number of backslashes. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let first = end;
    while (json[first - 1] === '\\') first--;
    if ((end - first) % 2 === 0) return end;
  }
  return json.length;
}
