import {
  createWriteTransaction,
  type CommittedTransactionResult,
  type TransactWriteEntities,
  type TransactWriteItem,
} from 'electrodb';
import { setTimeout } from 'node:timers/promises';
import { PermanentError, RetryableError } from './errors.ts';

/** One write of a transaction, and what it means that the condition of this write was not met. */
export interface TransactionItem<Outcome> {
  readonly write: CommittedTransactionResult<unknown, TransactWriteItem>;
  /**
   * Returns what the transaction has come to, given the row as it is stored where the write asks for it. A
   * returned error is thrown. With `omit`, everything else is written without this item.
   * @default - an error that is retried
   */
  readonly onConditionFailed?: 'omit' | ((stored: unknown) => Outcome | PermanentError);
}

/** Entities by the names that a transaction knows them by. */
type Entities = Parameters<typeof createWriteTransaction>[0];

type ItemsOf<E extends Entities, Outcome> = (
  writes: TransactWriteEntities<E>,
) => readonly TransactionItem<Outcome>[];

/** Why DynamoDB canceled a transaction, as ElectroDB says it of each item, in their order. */
interface CancellationReason {
  readonly rejected: boolean;
  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
  readonly code: string;
  readonly message?: string | undefined;
  /** The row as it is stored, where the write asked for it and there is one. */
  readonly item: unknown;
}

/**
 * Writes all items, or none, and again soon where nothing but others' transactions on the same rows stood in the way:
 * those take milliseconds, while a message that goes back to its queue waits for seconds. Returns the outcomes of those whose conditions were not met, in the order of the
 * items: the first one decides. Returns none where everything was written.
 */
export const transact = async <E extends Entities, Outcome extends string | object>(
  entities: E,
  itemsOf: ItemsOf<E, Outcome>,
): Promise<Outcome[]> => {
  const { canceled, items, reasons } = await retryOnConflict(() => writeItems(entities, itemsOf));
  if (!canceled) return [];
  const first = reasons.findIndex(isFailedCondition);
  if (items[first]?.onConditionFailed !== 'omit') return outcomesOf(items, reasons);
  return transact(entities, (writes) => itemsOf(writes).filter((_item, index) => index !== first));
};

interface Written<Outcome> {
  readonly canceled: boolean;
  readonly items: readonly TransactionItem<Outcome>[];
  /** One for each item. */
  readonly reasons: readonly CancellationReason[];
}

const writeItems = async <E extends Entities, Outcome>(
  entities: E,
  itemsOf: ItemsOf<E, Outcome>,
): Promise<Written<Outcome>> => {
  let items: readonly TransactionItem<Outcome>[] = [];
  const { canceled, data } = await createWriteTransaction(entities, (writes) => {
    items = itemsOf(writes);
    return items.map(({ write }) => write);
  }).go();
  return { canceled, items, reasons: data };
};

const outcomesOf = <Outcome extends string | object>(
  items: readonly TransactionItem<Outcome>[],
  reasons: readonly CancellationReason[],
): Outcome[] => {
  const outcomes: Outcome[] = [];
  for (const [index, { onConditionFailed }] of items.entries()) {
    const reason = reasons[index];
    if (!isFailedCondition(reason) || onConditionFailed === 'omit') continue;
    const outcome = onConditionFailed?.(reason?.item) ?? canceledError(reasons);
    if (!(outcome instanceof Error)) outcomes.push(outcome);
    else if (outcomes.length === 0) throw outcome;
  }
  if (outcomes.length === 0) throw canceledError(reasons);
  return outcomes;
};

const isFailedCondition = (reason: CancellationReason | undefined) =>
  reason?.code === 'ConditionalCheckFailed';

const PERMANENT = ['ValidationError', 'ItemCollectionSizeLimitExceeded'];

/** The error of a transaction that no condition of its items explains. */
const canceledError = (reasons: readonly CancellationReason[]) => {
  const said = reasons
    .filter(({ rejected }) => rejected)
    .map(({ code, message }) => `${code}: ${message ?? ''}`)
    .join('; ');
  if (reasons.some(({ code }) => PERMANENT.includes(code)))
    return new PermanentError('InternalFailure', said);
  return new RetryableError(
    reasons.some(isConflictReason) ? 'TryAgain' : 'InternalFailure',
    `Transaction canceled: ${said}`,
  );
};

const MAX_WRITES = 6;
const MAX_FIRST_PAUSE_MS = 25;
/** All pauses of a batch of ten messages together take less than a worker's ten seconds. */
const MAX_PAUSE_MS = 200;

/**
 * Writes at most six times, as long as other transactions are in the way: no SDK does so by itself. The pauses grow
 * and are drawn at random, so that those who collided do not meet again:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
const retryOnConflict = async <Outcome>(write: () => Promise<Written<Outcome>>) => {
  for (let writes = 1; ; writes++) {
    const written = await write();
    if (writes === MAX_WRITES || !isConflict(written)) return written;
    await setTimeout(Math.random() * Math.min(MAX_FIRST_PAUSE_MS * 2 ** (writes - 1), MAX_PAUSE_MS));
  }
};

const isConflict = ({ canceled, reasons }: Written<unknown>) =>
  canceled && !reasons.some(isFailedCondition) && reasons.some(isConflictReason);

const isConflictReason = ({ code }: CancellationReason) => code === 'TransactionConflict';

const MAX_READS = 10;

/**
 * Reads, decides and writes, and does all of it again while the outcome is `outdated`: somebody else changed
 * the rows between reading and writing. Nothing has ten moves to make, so whoever reads ten times gives its
 * message back.
 */
export const retryWhenOutdated = async <Outcome extends string>(
  attempt: () => Promise<Outcome | 'outdated'>,
): Promise<Outcome> => {
  for (let reads = 0; reads < MAX_READS; reads++) {
    const outcome = await attempt();
    if (outcome !== 'outdated') return outcome;
  }
  throw new RetryableError('TryAgain', `Its rows changed ${MAX_READS} times between reading and writing`);
};

/** Waits for a conditional write. Returns whether its condition was met. */
export const conditionMet = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionalCheckFailed(error)) return false;
    throw error;
  }
};

/** ElectroDB wraps what the SDK threw: https://electrodb.dev/en/reference/errors/ */
const isConditionalCheckFailed = (error: unknown) =>
  error instanceof Error &&
  error.cause instanceof Error &&
  error.cause.name === 'ConditionalCheckFailedException';
