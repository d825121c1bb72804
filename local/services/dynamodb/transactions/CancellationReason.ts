import { AwsError } from '../../../platform/AwsError.ts';
import type { AttributeMap } from '../DynamoDb.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: AttributeMap;
}

/** Why a transaction is refused as a whole, one reason for each of its members. */
export function transactionCanceled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { fields: { CancellationReasons: reasons } },
  );
}

/** Either what `work` gives, or the reason it is refused; other failures pass through. */
export function attempt<Result>(work: () => Result): { result: Result } | { reason: CancellationReason } {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ValidationException')
      return { reason: { Code: 'ValidationError', Message: error.message } };
    throw error;
  }
}
