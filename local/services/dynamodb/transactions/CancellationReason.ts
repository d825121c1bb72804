import { AwsError } from '../../../platform/AwsError.ts';
import type { AttributeMap } from '../DynamoDb.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: AttributeMap;
}

/** What `work` gives, or the reason it is refused; other failures pass through. */
export function attempt<Result extends object>(work: () => Result): Result | CancellationReason {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ValidationException')
      return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

/** The results of a transaction's members; cancels it, after `onCancel`, where one of them has a reason instead. */
export function allOrCancel<Result extends object>(
  attempted: readonly (Result | CancellationReason)[],
  onCancel: () => void = () => undefined,
): Exclude<Result, CancellationReason>[] {
  if (!attempted.some(isReason)) return attempted as Exclude<Result, CancellationReason>[];
  onCancel();
  const reasons = attempted.map((one) => (isReason(one) ? one : ({ Code: 'None' } as const)));
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons
      .map(({ Code }) => Code)
      .join(', ')}]`,
    { fields: { CancellationReasons: reasons } },
  );
}

const isReason = (attempted: object): attempted is CancellationReason => 'Code' in attempted;
