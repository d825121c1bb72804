import { AwsError } from '../../platform/AwsError.ts';

interface Legacy {
  /** What the query protocol called it; SDKs still show this as the error's code. */
  readonly code?: string;
  readonly status?: number;
  /** Faults of the protocol itself live outside the service's own namespace. */
  readonly namespace?: string;
}

const CORAL = 'com.amazon.coral.service';
const legacyPrefixed = (name: string, status = 400): Legacy => ({
  code: `AWS.SimpleQueueService.${name}`,
  status,
});

/**
 * Every refusal SQS knows, by its name in the JSON protocol.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
const refusals = {
  BatchEntryIdsNotDistinct: legacyPrefixed('BatchEntryIdsNotDistinct'),
  BatchRequestTooLong: legacyPrefixed('BatchRequestTooLong'),
  EmptyBatchRequest: legacyPrefixed('EmptyBatchRequest'),
  InvalidAddress: {},
  InvalidAttributeName: {},
  InvalidAttributeValue: {},
  InvalidBatchEntryId: legacyPrefixed('InvalidBatchEntryId'),
  InvalidMessageContents: {},
  InvalidParameterValueException: { code: 'InvalidParameterValue', namespace: CORAL },
  MessageNotInflight: legacyPrefixed('MessageNotInflight'),
  MissingRequiredParameterException: { code: 'MissingParameter', namespace: CORAL },
  OverLimit: { status: 403 },
  PurgeQueueInProgress: legacyPrefixed('PurgeQueueInProgress', 403),
  QueueDeletedRecently: legacyPrefixed('QueueDeletedRecently'),
  QueueDoesNotExist: legacyPrefixed('NonExistentQueue'),
  QueueNameExists: { code: 'QueueAlreadyExists' },
  ReceiptHandleIsInvalid: { status: 404 },
  ResourceNotFoundException: { status: 404 },
  SerializationException: { namespace: CORAL },
  TooManyEntriesInBatchRequest: legacyPrefixed('TooManyEntriesInBatchRequest'),
  UnsupportedOperation: legacyPrefixed('UnsupportedOperation'),
} satisfies Record<string, Legacy>;

export type SqsRefusal = keyof typeof refusals;

/**
 * A refusal as SQS words it: `__type` names the shape, and the `x-amzn-query-error` header carries
 * the legacy code that SDKs of query-compatible services report.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
 */
export function sqsError(name: SqsRefusal, message: string): AwsError {
  const { code = name, status = 400, namespace = 'com.amazonaws.sqs' }: Legacy = refusals[name];
  return new AwsError(name, message, {
    status,
    fields: { __type: `${namespace}#${name}` },
    headers: { 'x-amzn-query-error': `${code};Sender` },
  });
}

/** The legacy code of a refusal, which is what a failed batch entry carries. */
export const legacyCodeOf = (error: AwsError) =>
  error.headers['x-amzn-query-error']?.split(';')[0] ?? error.code;

/** The refusal of one parameter's value, in SQS's wording. */
export const invalidParameter = (parameter: string, value: unknown, reason: string) =>
  sqsError(
    'InvalidParameterValueException',
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
