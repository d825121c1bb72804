import { AwsError } from '../../platform/AwsError.ts';

interface ErrorFormat {
  /** The code in the older query protocol. SDKs still show it as the error's code. */
  readonly code?: string;
  readonly status?: number;
  /** Errors of the protocol itself have a namespace of their own. */
  readonly namespace?: string;
}

const CORAL = 'com.amazon.coral.service';
const legacyPrefixed = (name: string, status = 400): ErrorFormat => ({
  code: `AWS.SimpleQueueService.${name}`,
  status,
});

/**
 * Every error of SQS, by its name in the JSON protocol.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
const errors = {
  AccessDeniedException: { code: 'AccessDenied', status: 403, namespace: CORAL },
  BatchEntryIdsNotDistinct: legacyPrefixed('BatchEntryIdsNotDistinct'),
  BatchRequestTooLong: legacyPrefixed('BatchRequestTooLong'),
  EmptyBatchRequest: legacyPrefixed('EmptyBatchRequest'),
  InvalidAddress: {},
  InvalidAttributeName: {},
  InvalidAttributeValue: {},
  InvalidBatchEntryId: legacyPrefixed('InvalidBatchEntryId'),
  InvalidMessageContents: {},
  InvalidParameterValueException: { code: 'InvalidParameterValue', namespace: CORAL },
  MissingRequiredParameterException: { code: 'MissingParameter', namespace: CORAL },
  OverLimit: { status: 403 },
  PurgeQueueInProgress: legacyPrefixed('PurgeQueueInProgress', 403),
  QueueDeletedRecently: legacyPrefixed('QueueDeletedRecently'),
  QueueDoesNotExist: legacyPrefixed('NonExistentQueue'),
  QueueNameExists: { code: 'QueueAlreadyExists' },
  ReceiptHandleIsInvalid: { status: 404 },
  RequestThrottled: {},
  ResourceNotFoundException: { status: 404 },
  SerializationException: { namespace: CORAL },
  TooManyEntriesInBatchRequest: legacyPrefixed('TooManyEntriesInBatchRequest'),
  UnsupportedOperation: legacyPrefixed('UnsupportedOperation'),
} satisfies Record<string, ErrorFormat>;

export type SqsErrorName = keyof typeof errors;

/**
 * An error as SQS sends it: `__type` names the shape, and the `x-amzn-query-error` header carries
 * the legacy code that SDKs of query-compatible services report.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
 */
export function sqsError(name: SqsErrorName, message: string): AwsError {
  const { code = name, status = 400, namespace = 'com.amazonaws.sqs' }: ErrorFormat = errors[name];
  return new AwsError(name, message, {
    status,
    fields: { __type: `${namespace}#${name}` },
    headers: { 'x-amzn-query-error': `${code};Sender` },
  });
}

/** The legacy code of an error. Failed entries of a batch carry it. */
export const legacyCodeOf = (error: AwsError) =>
  error.headers['x-amzn-query-error']?.split(';')[0] ?? error.code;

export const missingParameter = (name: string) =>
  sqsError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`);

export const queueDoesNotExist = () => sqsError('QueueDoesNotExist', 'The specified queue does not exist.');

/** The error for an invalid value of a parameter, in SQS's wording. */
export const invalidParameterValue = (parameter: string, value: unknown, reason: string) =>
  sqsError(
    'InvalidParameterValueException',
    `Value ${shortened(String(value))} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );

/** What a caller sent, as a message repeats it; the length is chosen. */
export const shortened = (value: string) => (value.length > 300 ? `${value.slice(0, 300)}...` : value);
