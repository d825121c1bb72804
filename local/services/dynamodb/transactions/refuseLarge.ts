import { AwsError } from '../../../platform/AwsError.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-dynamodb-transactions */
const MOST_BYTES = 4 * 1024 * 1024;

/** Refuses a transaction whose items together are larger than DynamoDB takes. */
export function refuseLarge(sizes: readonly number[]): void {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > MOST_BYTES)
    throw new AwsError(
      'ValidationException',
      `Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`,
    );
}
