import type { AttributeMap } from '../items/AttributeValue.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { WantsCapacity } from '../dynalite/ValidatedInputs.ts';
import { constraintViolation, parseDynamoDbInput } from '../errors.ts';
import { transactionOptions } from '../actions/inputs.ts';

/** The parameters that both transaction actions share. */
export interface TransactInput extends WantsCapacity {
  readonly TransactItems?: unknown;
}

/** One request, by its kind: such as `{Put: {TableName, Item}}`. */
export type TransactItem = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const MOST_ITEMS = 100;

/** The members of `TransactItems`, after the checks every transaction starts with. */
export function transactItemsOf(input: TransactInput): readonly TransactItem[] {
  parseDynamoDbInput(transactionOptions, input);
  const { TransactItems: items } = input;
  if (items === undefined || items === null)
    throw constraintViolation('null', 'transactItems', 'Member must not be null');
  if (!Array.isArray(items)) throw new AwsError('SerializationException', 'Unexpected field type');
  if (items.length === 0)
    throw constraintViolation("'[]'", 'transactItems', 'Member must have length greater than or equal to 1');
  if (items.length > MOST_ITEMS)
    throw constraintViolation(
      `'[${items.length} members]'`,
      'transactItems',
      `Member must have length less than or equal to ${MOST_ITEMS}`,
    );
  // Each member is validated when it is read.
  return items as TransactItem[];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-dynamodb-transactions */
const MOST_BYTES = 4 * 1024 * 1024;

/** Throws for a transaction whose items together are larger than DynamoDB takes. */
export function checkTransactionSize(sizes: readonly number[]): void {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > MOST_BYTES)
    throw new AwsError(
      'ValidationException',
      `Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`,
    );
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'TransactionConflict' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: AttributeMap;
}

/** Recorded from AWS, as the reason of an item and as the message of the error of a single write. */
export const CONFLICT = 'Transaction is ongoing for the item';

export const conflictReason: CancellationReason = { Code: 'TransactionConflict', Message: CONFLICT };

/** What `work` returns, or the reason why its request is invalid; other errors are thrown. */
export function resultOrReason<Result extends object>(work: () => Result): Result | CancellationReason {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ValidationException')
      return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

/** The results of a transaction's members. Where one has a reason instead, calls `onCancel` and throws. */
export function allOrCancel<Result extends object>(
  attempted: readonly (Result | CancellationReason)[],
  onCancel: () => void = () => undefined,
): Result[] {
  const results = attempted.filter((one): one is Result => !isReason(one));
  if (results.length === attempted.length) return results;
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

const isReason = <Result extends object>(one: Result | CancellationReason): one is CancellationReason =>
  'Code' in one;
