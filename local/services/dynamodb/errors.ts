import { AwsError } from '../../platform/AwsError.ts';

export const validationException = (message: string) => new AwsError('ValidationException', message);

/** A constraint that a request breaks, as AWS's model validation words it. */
export const constraintViolation = (value: string, path: string, constraint: string) =>
  validationException(
    `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`,
  );

interface DynaliteError extends Error {
  readonly statusCode: number;
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

const isDynaliteError = (error: unknown): error is DynaliteError => error instanceof Error && 'body' in error;

/** A refusal as dynalite words it, which is DynamoDB's own wording; anything else as it is. */
export function toAwsError(error: unknown): unknown {
  if (!isDynaliteError(error)) return error;
  const { __type, message, Message } = error.body;
  return new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', {
    status: error.statusCode,
  });
}

/** Throws what a check of dynalite's returned, unless it found nothing wrong. */
export function throwIfError(error: Error | null | undefined): void {
  if (error) throw toAwsError(error);
}

/** Names a parameter that this cloud does not know instead of leaving it out in silence. */
export function checkSupportedParameters(action: string, input: object, supported: readonly string[]): void {
  const unknown = Object.entries(input ?? {}).filter(
    ([name, value]) => value !== undefined && value !== null && !supported.includes(name),
  );
  if (unknown.length > 0)
    throw new AwsError(
      'ValidationException',
      `${action} does not support ${unknown.map(([name]) => name).join(', ')} here`,
    );
}
