import { AwsError } from '../../../platform/AwsError.ts';

/** How a delivery failed, in the words of dead letters, and whether trying again can help. */
export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

const PATTERNS: readonly [RegExp, string, boolean][] = [
  [/^INVALID_JSON$/, 'INVALID_JSON', false],
  [/NoSuchEntity/, 'FAILED_TO_ASSUME_ROLE', false],
  [/AccessDenied|Unauthorized|NotAuthorized|Forbidden/, 'NO_PERMISSIONS', false],
  [/NotFound|DoesNotExist|NonExistent/, 'NO_RESOURCE', false],
  [/Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded|OverLimit/, 'THROTTLING', true],
  [/Timeout|TimedOut/, 'TIMEOUT', true],
];

/**
 * A missing permission or resource is not retried; neither is what the target refused as the
 * caller's fault, which would be refused again.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function failureOf(error: unknown): DeliveryFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AwsError)) return { code: 'INTERNAL_ERROR', message, retryable: true };
  const known = PATTERNS.find(([pattern]) => pattern.test(error.code));
  if (known) return { code: known[1], message, retryable: known[2] };
  const transient = error.status >= 500 || error.status === 429;
  return { code: transient ? 'ERROR_FROM_TARGET' : 'INVALID_PARAMETER', message, retryable: transient };
}
