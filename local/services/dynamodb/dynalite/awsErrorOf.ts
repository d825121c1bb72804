import { AwsError } from '../../../platform/AwsError.ts';

interface DynaliteError extends Error {
  readonly statusCode: number;
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

const isDynaliteError = (error: unknown): error is DynaliteError => error instanceof Error && 'body' in error;

/** A refusal as dynalite words it, which is DynamoDB's own wording; anything else as it is. */
export function awsErrorOf(error: unknown): unknown {
  if (!isDynaliteError(error)) return error;
  const { __type, message, Message } = error.body;
  return new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', {
    status: error.statusCode,
  });
}

/** Throws what a check of dynalite's returned, unless it found nothing wrong. */
export function refuse(error: Error | null | undefined): void {
  if (error) throw awsErrorOf(error);
}
