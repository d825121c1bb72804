import { PermanentError } from './PermanentError.ts';

/** Why ElectroDB says an item stopped its transaction; in the order of the items. */
export interface Reason {
  readonly rejected: boolean;
  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
  readonly code: string;
  readonly message?: string | undefined;
  /** The item as it is, where the write asked for it and there is one. */
  readonly item: unknown;
}

/** Whether this item's own condition was not met. */
export const failedCondition = (reason: Reason | undefined) => reason?.code === 'ConditionalCheckFailed';

const PERMANENT = ['ValidationError', 'ItemCollectionSizeLimitExceeded'];

/** The error of a transaction whose conditions do not explain why it was canceled. */
export const canceledError = (reasons: readonly Reason[]): Error => {
  const said = reasons
    .filter(({ rejected }) => rejected)
    .map(({ code, message }) => `${code}: ${message ?? ''}`)
    .join('; ');
  return reasons.some(({ code }) => PERMANENT.includes(code))
    ? new PermanentError('InternalFailure', said)
    : new Error(`Transaction canceled: ${said}`);
};
