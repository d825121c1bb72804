import { AwsError } from '../../platform/AwsError.ts';
import type { World } from '../../platform/World.ts';
import type { Api } from './Api.ts';

/**
 * Publishes an error that ended a request in the feed and returns what the caller gets to see of it. The
 * feed shows the stack of a fault of ours; the caller learns only that there was one.
 */
export function reportRequestError(
  error: unknown,
  { feed }: World,
  { name }: Api,
  traceId: string | null,
): AwsError {
  const isOurs = !(error instanceof AwsError);
  const visible = isOurs ? new AwsError('InternalFailure', 'Internal failure', { status: 500 }) : error;
  const message = isOurs ? stackOf(error) : error.message;
  feed.publish({ traceId, kind: 'failure', source: name, code: visible.code, message });
  return visible;
}

/** Errors of a resolver's realm are no instances of this realm's `Error`, but have a stack as well. */
const stackOf = (error: unknown) =>
  String(
    (typeof error === 'object' && error !== null && 'stack' in error ? error.stack : undefined) ?? error,
  );

/** AppSync's answer to credentials it does not accept: HTTP 401. */
export const unauthorized = (message: string) =>
  new AwsError('UnauthorizedException', message, { status: 401 });

/** The credential is of a known kind, but this API does not accept it. */
export const NOT_AUTHORIZED = 'You are not authorized to make this call.';

/** There is no credential, or its signature is wrong. */
export const NO_VALID_HEADER = 'Valid authorization header not provided.';
