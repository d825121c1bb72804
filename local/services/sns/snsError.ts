import { AwsError } from '../../platform/AwsError.ts';

/**
 * Errors by the codes of the Query protocol, with their statuses.
 * https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html and the errors of each action there
 */
const STATUSES = {
  AuthorizationError: 403,
  BatchEntryIdsNotDistinct: 400,
  BatchRequestTooLong: 400,
  EmptyBatchRequest: 400,
  FilterPolicyLimitExceeded: 403,
  InvalidBatchEntryId: 400,
  InvalidParameter: 400,
  KMSAccessDenied: 400,
  NotFound: 404,
  SubscriptionLimitExceeded: 403,
  TagLimitExceeded: 400,
  Throttled: 429,
  TooManyEntriesInBatchRequest: 400,
  TopicLimitExceeded: 403,
  ValidationError: 400,
} as const;

export const snsError = (code: keyof typeof STATUSES, message: string) =>
  new AwsError(code, message, { status: STATUSES[code] });

/** SNS begins every message about a parameter so. */
export const invalidParameter = (reason: string) =>
  snsError('InvalidParameter', `Invalid parameter: ${reason}`);

export const topicNotFound = () => snsError('NotFound', 'Topic does not exist');

export const subscriptionNotFound = () => snsError('NotFound', 'Subscription does not exist');
