import { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Action, Call } from '../../../platform/Call.ts';
import { checkInput, integer, matching, text } from '../../../platform/checkInput.ts';

// The shapes of the actions' inputs, with the limits of https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html

const named = {
  FunctionName: matching(
    1,
    170,
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9\\-_]+)(:(\\$LATEST|[a-zA-Z0-9\\-_]+))?',
  ),
  Qualifier: matching(1, 128, '[a-zA-Z0-9$_\\-]+').optional(),
};

export const namedFunction = z.object(named);

export const invokeInput = z.object({
  ...named,
  InvocationType: z.enum(['RequestResponse', 'Event', 'DryRun']).optional(),
  LogType: z.enum(['None', 'Tail']).optional(),
  /** The event as JSON text. */
  Payload: z.string().optional(),
});

export const reservation = z.object({ ...named, ReservedConcurrentExecutions: integer(0, 1_000_000) });

/**
 * Of the members that choose the code, only an archive in the request: there is no S3 here, and no registry of images.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
 */
export const codeUpdate = z.object({ ...named, ZipFile: z.base64() });

/**
 * What can be changed here; any other member is refused rather than ignored.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html
 */
export const configurationUpdate = z.strictObject({
  ...named,
  Timeout: integer(1, 900).optional(),
  MemorySize: integer(128, 10_240).optional(),
  Handler: matching(1, 128, '[^\\s]+').optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()).default({}) }).optional(),
});

export const functionsPage = z.object({
  /** Where to go on: a number as text. */
  Marker: text(1, 15).regex(/^\d+$/, 'Member must satisfy regular expression pattern: [0-9]+').optional(),
  MaxItems: integer(1, 10_000).optional(),
});

/** An action with its input checked in front of it. */
export const withInput =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (input: z.output<Schema>, call: Call) => Promise<unknown>,
  ): Action =>
  async (input: unknown, call) =>
    run(checkInput(schema, input, refusal), call);

const refusal = ({ kind, message }: { readonly kind: string; readonly message: string }) =>
  new AwsError(kind === 'type' ? 'SerializationException' : 'ValidationException', message, {
    fields: { Type: 'User' },
  });
