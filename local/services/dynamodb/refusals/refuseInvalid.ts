import { AwsError } from '../../../platform/AwsError.ts';

/** A constraint that a request breaks, as AWS's model validation words it. */
export const refuseInvalid = (value: string, path: string, constraint: string) =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
