import { AwsError } from '../../../platform/AwsError.ts';

/** A refusal of the credentials, as AppSync words it: HTTP 401. */
export const unauthorized = (message: string) =>
  new AwsError('UnauthorizedException', message, { status: 401 });

/** A credential of the right kind that is not good for this API. */
export const NOT_AUTHORIZED = 'You are not authorized to make this call.';

/** No credential at all, or one that does not hold. */
export const NO_VALID_HEADER = 'Valid authorization header not provided.';

/** A token of another pool or another client. */
export const PERMISSION_DENIED = 'Permission denied';
