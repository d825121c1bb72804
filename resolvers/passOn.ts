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

/** Ends the field over a data source's error that no rule of ours explains: its words go to the log. */
export function passOn(error: DataSourceError): never {
  console.error(error);
  if (PASSING.indexOf(error.type) >= 0) refuse('TryAgain', 'The table is busy; try again');
  refuse('InternalFailure', 'The request could not be carried out');
}
