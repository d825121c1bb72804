import { AwsError } from '../platform/AwsError.ts';

/**
 * How deep lists and maps of a request may be nested. Chosen: the deepest request of an AWS service is a transaction
 * of DynamoDB, whose values nest 32 levels of two braces each below seven of the request's own.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items-nested
 */
const DEEPEST_NESTING = 100;

/** The JSON object of a request's body. An empty body has no members. Throws where it is anything else, or too deep. */
export function parseJsonBody(body: string): object {
  if (body === '') return {};
  if (isDeeperThan(DEEPEST_NESTING, body)) throw serializationException('The request is nested too deeply.');
  const input = parseJson(body);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw serializationException('Start of structure or map not found where expected');
}

export const serializationException = (message: string) => new AwsError('SerializationException', message);

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw serializationException('The request body is not valid JSON.');
  }
}

/**
 * Whether brackets are nested deeper than `limit`. They are counted in the text, because whatever walks a parsed value
 * may itself be what runs out of stack. Most requests have fewer brackets than that, wherever they are.
 */
export function isDeeperThan(limit: number, json: string): boolean {
  if (countUpTo(limit, json, '{') + countUpTo(limit, json, '[') <= limit) return false;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > limit) return true;
  }
  return false;
}

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
