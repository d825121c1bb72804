import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';

/** Refuses what lacks a required member, has one of another type, or one that is not known here. */
export function parseInput(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const member = path.map((step, at) => (at === 0 ? lowerFirst(String(step)) : String(step))).join('.');
  const value = path.reduce<any>((inner, key) => inner?.[key], input);
  if (value === undefined) {
    throw invalid(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  throw invalid(
    `1 validation error detected: Value at '${member || 'input'}' failed to satisfy constraint: ${message}`,
  );
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html */
export const invalid = (message: string) => new AwsError('ValidationException', message);

export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);

export const alreadyExists = (message: string) => new AwsError('ResourceAlreadyExistsException', message);

/** Times on the wire: epoch seconds, or ISO 8601 text. Given on in epoch milliseconds. */
export const timestamp = z.union([
  z.number().transform((seconds) => seconds * 1000),
  z.string().transform((text, context) => {
    const moment = Date.parse(text);
    if (Number.isNaN(moment)) context.addIssue({ code: 'custom', message: 'Member must be a timestamp' });
    return moment;
  }),
]);

export const name = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');

/** Accepted without effect: nothing here is encrypted, tagged or logged elsewhere. */
export const inert = z.unknown().optional();

/** Pages are as long as everything there is, so no token is ever given out. */
export const page = {
  Limit: z.number().int().min(1).max(100).optional(),
  NextToken: z.undefined().optional(),
};

export const seconds = (epochMs: number) => epochMs / 1000;
