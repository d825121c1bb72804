import { AwsError } from '../../platform/AwsError.ts';

/** Returns a placeholder's value; undefined where there is none. */
export type Lookup = (placeholder: string) => unknown;

/** `<name>` or `<$.path>`; brackets around anything else are text. */
const TOKEN = /\\.|"|<([$A-Za-z][^<>"\s]*)>/gs;

/** Chosen: what a queue or a function takes at most, which is as much as any target does. */
const LONGEST_INPUT = 1024 * 1024;

/**
 * Puts values into a template's placeholders. A placeholder becomes JSON outside of quotes, and the bare
 * text of its value inside, not escaped. One without a value becomes empty text. Throws where a template puts a
 * large event in many times.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fillTemplate(template: string, lookup: Lookup): string {
  let quoted = false;
  let length = 0;
  return template.replace(TOKEN, (token, placeholder: string | undefined) => {
    if (token === '"') quoted = !quoted;
    if (placeholder === undefined) return token;
    const value = lookup(placeholder);
    const text = quoted ? bareText(value) : JSON.stringify(value ?? (value === null ? null : ''));
    length += text.length;
    if (length > LONGEST_INPUT)
      throw new AwsError('ValidationException', `The input of the template is longer than ${LONGEST_INPUT}.`);
    return text;
  });
}

/** The names of a template's placeholders, each once. */
export function placeholdersOf(template: string): readonly string[] {
  const names = [...template.matchAll(TOKEN)].flatMap(([, placeholder]) => placeholder ?? []);
  return [...new Set(names)];
}

function bareText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A JSONPath in the subset that EventBridge and Pipes read: names, indices and wildcards. */
export type JsonPath = readonly (string | number | typeof EVERY)[];

/** `*`: each element of an array, each member of an object. */
export const EVERY = Symbol('every');

const STEP = /\.([\w/-]+|\*)|\[(\d+)\]|\[(\*)\]|\['([^']*)'\]/y;

/**
 * Parses a path such as `$.a.b-c[0]['d e'][*]`. Returns undefined where the text is not one.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: (string | number | typeof EVERY)[] = [];
  STEP.lastIndex = 1;
  for (let at = 1; at < text.length; at = STEP.lastIndex) {
    const [, name, index, every, quoted] = STEP.exec(text) ?? [];
    const step = index !== undefined ? Number(index) : (every ?? name ?? quoted);
    if (step === undefined) return undefined;
    steps.push(step === '*' ? EVERY : step);
  }
  return steps;
}

/** Returns what the path leads to; undefined where it leads nowhere. A wildcard returns an array of what it finds. */
export const readJsonPath = (path: JsonPath, value: unknown): unknown => readFrom(path, 0, value);

function readFrom(path: JsonPath, at: number, value: unknown): unknown {
  const step = path[at];
  if (step === undefined || value === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (step !== EVERY)
    return readFrom(path, at + 1, Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined);
  const found = Object.values(value).map((each) => readFrom(path, at + 1, each));
  return found.filter((each) => each !== undefined);
}
