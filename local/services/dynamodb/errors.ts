import type { z } from 'zod';
import { checkInput } from '../../platform/checkInput.ts';
import { AwsError } from '../../platform/AwsError.ts';

export const validationException = (message: string) => new AwsError('ValidationException', message);

/** An error that names the constraint a request breaks, in the words of AWS's model validation. */
export const constraintViolation = (value: string, path: string, constraint: string) =>
  validationException(
    `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`,
  );

/** Parses the input of an action that dynalite does not know. */
export const parseDynamoDbInput = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> =>
  checkInput(schema, input, ({ kind, message }) =>
    kind === 'type' ? new AwsError('SerializationException', message) : validationException(message),
  );

interface DynaliteError extends Error {
  readonly statusCode: number;
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

const isDynaliteError = (error: unknown): error is DynaliteError => error instanceof Error && 'body' in error;

/** An error of dynalite's, which has DynamoDB's own words, as an `AwsError`; any other as it is. */
export function toAwsError(error: unknown): unknown {
  if (!isDynaliteError(error)) return error;
  const { __type, message, Message } = error.body;
  return new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', {
    status: error.statusCode,
  });
}

/** Throws the error that a check of dynalite's returned, if there is one. */
export function throwIfError(error: Error | null | undefined): void {
  if (error) throw toAwsError(error);
}

/** Throws where a request has parameters that this cloud would ignore. */
export function checkSupportedParameters(action: string, input: object, supported: readonly string[]): void {
  const unknown = Object.entries(input).filter(
    ([name, value]: [string, unknown]) => value !== undefined && value !== null && !supported.includes(name),
  );
  if (unknown.length > 0)
    throw validationException(`${action} does not support ${unknown.map(([name]) => name).join(', ')} here`);
}
