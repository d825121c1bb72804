import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { checkInput } from '../../platform/checkInput.ts';

/** Parses an action's input. Throws where a member is missing, of another type, or unknown here. */
export const parseInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> =>
  checkInput(schema, input, ({ kind, message }) =>
    kind === 'type' ? new AwsError('SerializationException', message) : validationError(message),
  );

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html */
export const validationError = (message: string) => new AwsError('ValidationException', message);

export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);

export const alreadyExists = (message: string) => new AwsError('ResourceAlreadyExistsException', message);

/** The years that AWS's own formats of a time have room for. */
const LATEST_TIME = Date.parse('9999-12-31T23:59:59Z');

const isTime = (moment: number) => moment >= 0 && moment <= LATEST_TIME;

/** A time: epoch seconds or ISO 8601 text on the wire, epoch milliseconds inside. */
export const timestamp = z
  .union([
    z.number().transform((seconds) => seconds * 1000),
    z.string().transform((text) => Date.parse(text)),
  ])
  .refine(isTime, 'Member must be a timestamp');

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
