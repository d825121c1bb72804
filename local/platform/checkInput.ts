import { z } from 'zod';
import type { AwsError } from './AwsError.ts';
import { invariant } from './errors.ts';

/** What is wrong with an action's input. */
export interface InputFault {
  /**
   * `type`: a member is another kind of JSON value than the API's model says, which no service reads at all;
   * `missing`: a required member is not there; `constraint`: its value is not allowed.
   */
  readonly kind: 'type' | 'missing' | 'constraint';
  /** The path to the member, as the model spells it, such as `Entries.0.Id`. */
  readonly member: string;
  /** AWS's words for it, without the name of the error. */
  readonly message: string;
}

/**
 * Parses an action's input by its shape, in front of the action. Throws what `refuse` makes of the first fault. A
 * member that is `null` is not there, as in every protocol of AWS that is JSON.
 */
export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  refuse: (fault: InputFault) => AwsError,
): z.output<Schema> {
  const parsed = schema.safeParse(input ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  // Hardly any client writes nulls, so no other pays for looking for them.
  const again = schema.safeParse(withoutNulls(input ?? {}), { reportInput: true });
  if (again.success) return again.data;
  const [issue] = again.error.issues;
  invariant(issue, 'a schema that refuses says why');
  throw refuse(faultOf(issue));
}

/** The same without members that are null. What is nested deeper than any shape stays as it is. */
function withoutNulls(value: unknown, levels = 20): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.map((member) => withoutNulls(member, levels - 1));
  const members: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    members.flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member, levels - 1)]])),
  );
}

/** A map from any names. `z.record` leaves out a member that is named `__proto__`. */
export const mapOf = <Values extends z.ZodType>(values: Values) =>
  z
    .custom<Readonly<Record<string, unknown>>>(isMap, { error: 'expected record' })
    .transform((map, context): Record<string, z.output<Values>> => {
      const entries = Object.entries(map).map(([name, value]): [string, z.output<Values>] => {
        const parsed = values.safeParse(value, { reportInput: true });
        if (parsed.success) return [name, parsed.data];
        for (const issue of parsed.error.issues) {
          // An issue with another path is still an issue, which the compiler doubts.
          context.issues.push({ ...issue, path: [name, ...issue.path] } as z.core.$ZodRawIssue);
        }
        return [name, z.NEVER];
      });
      return Object.fromEntries(entries);
    });

/** A list whose length is checked before its members are, because a body has room for a million. */
export const listOf = <Values extends z.ZodType>(values: Values, most: number, least = 0) =>
  z.array(z.unknown()).min(least).max(most).pipe(z.array(values));

export const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text of a length that is allowed. Lengths are as AWS counts them for a model: in UTF-16 code units. */
export const text = (least: number, most: number) => z.string().min(least).max(most);

/** Text that matches the whole of a pattern of AWS's API reference, which is said as the reference spells it. */
export const matching = (least: number, most: number, pattern: string) =>
  text(least, most).regex(
    new RegExp(`^(?:${pattern})$`, 'u'),
    `Member must satisfy regular expression pattern: ${pattern}`,
  );

/** A whole number. AWS's parsers cut what is behind the point. */
export const integer = (least: number, most: number) =>
  z.number().transform(Math.trunc).pipe(z.number().min(least).max(most));

/** AWS's words for a member that has a value, or none, that it may not have. */
export const constraintMessage = (member: string, value: unknown, constraint: string) =>
  `1 validation error detected: Value ${quoted(value)} at '${member}' failed to satisfy constraint: ${constraint}`;

/** Values are quoted up to a length that no log or screen minds; chosen. */
const LONGEST_QUOTE = 300;

function quoted(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text}'`;
}

/** A path as AWS's messages spell it, such as `entries.1.member.id`. */
const spelled = (path: readonly PropertyKey[]) =>
  path.map((step) => (typeof step === 'number' ? `${step + 1}.member` : lowerFirst(String(step)))).join('.');

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

type Issue = z.core.$ZodIssue;

function faultOf(issue: Issue): InputFault {
  const member = issue.path.map(String).join('.');
  const constraint = (message: string): InputFault => ({
    kind: 'constraint',
    member,
    message: constraintMessage(spelled(issue.path), issue.input, message),
  });
  if (issue.input === undefined || issue.input === null)
    return { ...constraint('Member must not be null'), kind: 'missing' };
  if (isWrongType(issue)) return { kind: 'type', member, message: wrongType(issue) };
  return constraint(constraintOf(issue));
}

const isWrongType = ({ code, message }: Issue) =>
  code === 'invalid_type' || (code === 'custom' && message === 'expected record');

/** The words of the parsers that AWS's services share, as clients of several services have recorded them. */
function wrongType(issue: Issue): string {
  const { input } = issue;
  if (Array.isArray(input)) return 'Start of list found where not expected';
  if (typeof input === 'object') return 'Start of structure or map found where not expected';
  const expected = 'expected' in issue ? issue.expected : 'record';
  if (expected === 'array') return 'Expected list or null';
  if (expected === 'object' || expected === 'record') return 'Expected map or null';
  return `${tokenOf(input)} can not be converted to ${TYPES.get(expected) ?? 'the expected type'}`;
}

const TYPES: ReadonlyMap<unknown, string> = new Map([
  ['string', 'a String'],
  ['number', 'a Number'],
  ['int', 'an Integer'],
  ['boolean', 'a Boolean'],
]);

function tokenOf(input: unknown): string {
  if (typeof input === 'boolean') return input ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof input === 'number') return Number.isInteger(input) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  return 'STRING_VALUE';
}

function constraintOf(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return `Member must have ${measured(issue.origin)} greater than or equal to ${issue.minimum}`;
    case 'too_big':
      return `Member must have ${measured(issue.origin)} less than or equal to ${issue.maximum}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    default:
      return issue.message;
  }
}

const measured = (origin: string) => (origin === 'number' || origin === 'int' ? 'value' : 'length');
