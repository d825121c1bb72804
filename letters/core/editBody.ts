import { type ParsedMessage, parseMessage } from '../../model/messageFormats.ts';
import { errorMessage, misuse } from './OperatorError.ts';
import { messageFormats } from './messageFormats.ts';

/**
 * The JSON of a body in which numbers stay as they were written: `1.0`, or one of 20 digits, which JavaScript would
 * round. https://github.com/tc39/proposal-json-parse-with-source
 */
function parseExactly(text: string): unknown {
  // The types of this TypeScript do not know of `context` and `rawJSON`; Node 24, on which the tool runs, has both.
  const exact = JSON as unknown as {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source: string }) => unknown,
    ): unknown;
    rawJSON(text: string): unknown;
  };
  return exact.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && String(value) !== source ? exact.rawJSON(source) : value,
  );
}

/** A body as people read it, if it is JSON. */
export function prettyBody(body: string): string {
  try {
    return JSON.stringify(parseExactly(body), null, 2);
  } catch {
    return body;
  }
}

/** What a person wrote, as a body without the layout. Throws `OperatorError` where it is no JSON. */
export function compactBody(text: string): string {
  try {
    return JSON.stringify(parseExactly(text));
  } catch (error) {
    throw misuse(`The edited body is not JSON: ${errorMessage(error)}.`);
  }
}

/**
 * Sets members of a body, such as `lines[0].units=3`. Values are JSON, and texts where they are none. Throws
 * `OperatorError` for a path whose parent is not there: what is misspelled would be added.
 */
export function setMembers(body: string, assignments: readonly string[]): string {
  let json: unknown;
  try {
    json = parseExactly(body);
  } catch {
    throw misuse('The body is not JSON, so nothing of it can be set: edit it in $EDITOR.');
  }
  for (const assignment of assignments) {
    const separator = assignment.indexOf('=');
    const path = assignment.slice(0, separator);
    const keys = keysOf(path);
    if (separator < 1 || keys.length === 0)
      throw misuse(`"${assignment}" sets nothing: write a path and a value, such as lines[0].units=3.`);
    setMember(json, keys, valueOf(assignment.slice(separator + 1)), path);
  }
  return JSON.stringify(json);
}

const keysOf = (path: string): string[] => {
  const plain = path.replace(/^\$\.?/, '');
  return /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/.test(plain) ? (plain.match(/[^.[\]]+/g) ?? []) : [];
};

function valueOf(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return text;
  }
}

function setMember(json: unknown, keys: readonly string[], value: unknown, path: string): void {
  const [last = ''] = keys.slice(-1);
  const parent = keys
    .slice(0, -1)
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
      json,
    );
  if (typeof parent !== 'object' || parent === null)
    throw misuse(`There is nothing at "${path}": its parent is no object or list.`);
  if (Array.isArray(parent) && !(Number(last) <= parent.length))
    throw misuse(`There is nothing at "${path}": the list has ${parent.length} items.`);
  // Not by assignment: `__proto__` is a name like any other in JSON.
  Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true });
}

/** What the worker of a step would say to a body; undefined where nobody knows its messages. */
export function checkBody(step: string | undefined, body: string): ParsedMessage<unknown> | undefined {
  const format = step === undefined ? undefined : messageFormats[step];
  return format && parseMessage(format, JSON.parse(body));
}
