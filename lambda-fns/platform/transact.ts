import { PermanentError } from './errors.ts';

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

const TRIES = 5;

interface Written {
  readonly canceled: boolean;
  readonly data: readonly Reason[];
}

/**
 * Does a transaction, and a few times again at once where nothing but others' transactions on the same rows
 * stood in its way: those take milliseconds, a message that goes back to its queue rests for seconds.
 */
export const inContention = async <Result extends Written>(
  write: () => Promise<Result>,
  tries = TRIES,
): Promise<Result> => {
  const result = await write();
  return tries > 1 && wasContended(result) ? inContention(write, tries - 1) : result;
};

const wasContended = ({ canceled, data }: Written) =>
  canceled && !data.some(failedCondition) && data.some(({ code }) => code === 'TransactionConflict');

/** Does a conditional write, and says whether its condition was met. */
export const ifStill = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (isFailedCondition(error)) return false;
    throw error;
  }
};

/** ElectroDB wraps what the SDK threw: https://electrodb.dev/en/reference/errors/ */
const isFailedCondition = (error: unknown) =>
  error instanceof Error && (error.cause as Error | undefined)?.name === 'ConditionalCheckFailedException';
