import { refuse } from './refuse.ts';

interface DataSourceError {
  readonly message: string;
  readonly type: string;
}

/** What DynamoDB answers when the same call may succeed a moment later. */
const PASSING = [
  'DynamoDB:ProvisionedThroughputExceededException',
  'DynamoDB:RequestLimitExceeded',
  'DynamoDB:ThrottlingException',
  'DynamoDB:TransactionConflictException',
  'DynamoDB:TransactionInProgressException',
  'DynamoDB:InternalServerError',
];

/** The same, as the reasons of a canceled transaction. */
const PASSING_REASONS = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

interface Reason {
  readonly type: string;
}

/**
 * Ends the field over a data source's error that no rule of ours explains; its words go to the log.
 * `reasons` are a transaction's `cancellationReasons`.
 */
export function passOn(error: DataSourceError, reasons: Reason[] = []): never {
  const isPassing =
    PASSING.indexOf(error.type) >= 0 || reasons.some(({ type }) => PASSING_REASONS.indexOf(type) >= 0);
  console.error(error, reasons);
  if (isPassing) refuse('TryAgain', 'Somebody else is changing this, or the table is busy; try again');
  refuse('InternalFailure', 'The request could not be carried out');
}
