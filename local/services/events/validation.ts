import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { invariant } from '../../platform/errors.ts';

/** Parses an action's input. Throws where a member is missing, of another type, or unknown here. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  invariant(issue, 'A refused input has an issue');
  const { path, message } = issue;
  const member = path.map((step, at) => (at === 0 ? lowerFirst(String(step)) : String(step))).join('.');
  if (path.reduce(memberOf, input) === undefined) {
    throw validationError(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  throw validationError(
    `1 validation error detected: Value at '${member || 'input'}' failed to satisfy constraint: ${message}`,
  );
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  value === undefined || value === null ? undefined : Reflect.get(Object(value), key);

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html */
export const validationError = (message: string) => new AwsError('ValidationException', message);

export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);

export const alreadyExists = (message: string) => new AwsError('ResourceAlreadyExistsException', message);

/** A time: epoch seconds or ISO 8601 text on the wire, epoch milliseconds inside. */
export const timestamp = z.union([
  z.number().transform((seconds) => seconds * 1000),
  z.string().transform((text, context) => {
    const moment = Date.parse(text);
    if (Number.isNaN(moment)) context.addIssue({ code: 'custom', message: 'Member must be a timestamp' });
    return moment;
  }),
]);

/** The name of a rule or a replay. */
export const resourceName = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');

/** Accepted without effect: nothing here is encrypted, tagged or logged elsewhere. */
export const inert = z.unknown().optional();

/** One page holds everything, so no token is ever returned. */
export const pagination = {
  Limit: z.number().int().min(1).max(100).optional(),
  NextToken: z.undefined().optional(),
};

/** A time as actions return it. */
export const epochSeconds = (epochMs: number) => epochMs / 1000;
