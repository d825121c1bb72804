import { util } from '@aws-appsync/utils';
import type { ErrorType } from '../../model/errors.ts';

/** Ends the field with an error of the catalogue; `info` becomes its `errorInfo`. */
export function throwError(errorType: ErrorType, message: string, info?: Record<string, unknown>): never {
  return util.error(message, errorType, null, info);
}

/** What a data source failed with, or why one item canceled its transaction. */
interface Failure {
  readonly type: string;
}

/** Why one item canceled its transaction; `item` is the row as it was found, where the item asked for it. */
export interface CancellationReason<Row = unknown> extends Failure {
  readonly item?: Row;
}

/**
 * Parts of the names of what may succeed a moment later, as the error of a call (`DynamoDB:ThrottlingException`) and as
 * the reason of a transaction's item (`ThrottlingError`).
 */
const TRANSIENT = [
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'Throttling',
  'TransactionConflict',
  'TransactionInProgress',
];

const isTransient = (failure: Failure) => TRANSIENT.some((name) => `${failure.type}`.indexOf(name) >= 0);

/** Ends the field over a failure of a data source that the caller does not handle. Its message goes to the log only. */
export function throwDataSourceError(error: Failure, reasons: Failure[] = []): never {
  console.error(error, reasons);
  if ([error, ...reasons].some((failure) => isTransient(failure)))
    throwError('TryAgain', 'Somebody else is changing this, or the table is busy; try again');
  throwError('InternalFailure', 'The request could not be carried out');
}

/**
 * Whether a write, or an item of a transaction, failed by its condition: DynamoDB:ConditionalCheckFailedException,
 * ConditionalCheckFailed or, as printed in AppSync's guide, ConditionCheckFailed.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-write-items.html
 */
export const conditionFailed = (failure: Failure | null | undefined) =>
  `${failure?.type}`.indexOf('CheckFailed') >= 0;
