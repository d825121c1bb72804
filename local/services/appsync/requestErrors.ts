import { AwsError } from '../../platform/AwsError.ts';
import type { World } from '../../platform/World.ts';
import type { Api } from './Api.ts';

/**
 * What a caller is told of an error that ended their request, and the operator with them. A fault of
 * ours is the operator's to read, stack and all; the caller learns only that there was one.
 */
export function reportRequestError(
  error: unknown,
  { feed }: World,
  { name }: Api,
  traceId: string | null,
): AwsError {
  const ours = !(error instanceof AwsError);
  const refusal = ours ? new AwsError('InternalFailure', 'Internal failure', { status: 500 }) : error;
  const message = ours ? String((error as Error)?.stack ?? error) : error.message;
  feed.publish({ traceId, kind: 'failure', source: name, code: refusal.code, message });
  return refusal;
}

/** A refusal of the credentials, as AppSync words it: HTTP 401. */
export const unauthorized = (message: string) =>
  new AwsError('UnauthorizedException', message, { status: 401 });

/** A credential of the right kind that is not good for this API. */
export const NOT_AUTHORIZED = 'You are not authorized to make this call.';

/** No credential at all, or one that does not hold. */
export const NO_VALID_HEADER = 'Valid authorization header not provided.';
