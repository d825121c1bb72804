import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import type { Call } from '../../../local/platform/Call.ts';
import { eventRow, orderRow } from '../orders/rows.ts';
import { startBackend, type Backend } from '../startBackend.ts';

const pause = vi.hoisted(() => vi.fn(async () => {}));
vi.mock('node:timers/promises', () => ({ setTimeout: pause }));

let backend: Backend;
let transaction: typeof import('../../../lambda-fns/platform/transact.ts');
let entities: typeof import('../../../lambda-fns/orders/shared/entities.ts').entities;
let PermanentError: typeof import('../../../lambda-fns/platform/errors.ts').PermanentError;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  pause.mockClear();
  transaction = await import('../../../lambda-fns/platform/transact.ts');
  ({ entities } = await import('../../../lambda-fns/orders/shared/entities.ts'));
  ({ PermanentError } = await import('../../../lambda-fns/platform/errors.ts'));
});
afterEach(() => {
  vi.restoreAllMocks();
  return backend.close();
});

type OnConditionFailed = 'omit' | ((stored: unknown) => string | InstanceType<typeof PermanentError>);

/** Creates the progress of an order of user-2, and deletes its event, if that is not applied. */
const transact = (onConditionFailed: { order?: OnConditionFailed; event?: OnConditionFailed } = {}) =>
  transaction.transact<typeof entities, string>(entities, ({ Order, OrderEvent, OrderProgress }) => [
    {
      write: OrderProgress.create({ orderId: 'order-1', status: 'CANCELED', updatedOn: 'now' }).commit(),
    },
    {
      write: Order.check({ orderId: 'order-1' })
        .where(({ userId }, { eq }) => eq(userId, 'user-2'))
        .commit({ response: 'all_old' }),
      ...(onConditionFailed.order && { onConditionFailed: onConditionFailed.order }),
    },
    {
      write: OrderEvent.delete({ orderId: 'order-1', eventName: 'ORDER_CREATED_EVENT' })
        .where(({ applied }, { eq }) => eq(applied, false))
        .commit(),
      ...(onConditionFailed.event && { onConditionFailed: onConditionFailed.event }),
    },
  ]);

const progress = async () => (await backend.rows()).filter(({ sk }) => sk === 'PROGRESS');

describe('a transaction of which no condition fails', () => {
  test('is written, and returns no outcome', async () => {
    await backend.put(orderRow({ userId: 'user-2' }), { ...eventRow(), applied: false });
    expect(await transact()).toEqual([]);
    expect(await progress()).toHaveLength(1);
  });
});

describe('a transaction of which conditions fail', () => {
  beforeEach(() => backend.put(orderRow(), eventRow()));

  test('writes nothing, and returns what they mean in the order of its items', async () => {
    expect(await transact({ event: () => 'second', order: () => 'first' })).toEqual(['first', 'second']);
    expect(await progress()).toEqual([]);
  });

  test('passes on the stored row, where the write asks for it', async () => {
    const order = vi.fn(() => 'first');
    await transact({ order, event: () => 'second' });
    expect(order).toHaveBeenCalledWith(expect.objectContaining({ orderId: 'order-1', userId: 'user-1' }));
  });

  test('throws the error that the first one means, and no later one', async () => {
    const refuse = () => new PermanentError('StateConflict', 'refused');
    await expect(transact({ order: refuse, event: () => 'second' })).rejects.toThrow('refused');
    expect(await transact({ order: () => 'first', event: refuse })).toEqual(['first']);
  });

  test('throws a retryable error where the first one has no meaning', async () => {
    await expect(transact({ event: () => 'second' })).rejects.toMatchObject({
      name: 'RetryableError',
      message: expect.stringContaining('ConditionalCheckFailed'),
    });
  });

  test('is written without each item that may be omitted', async () => {
    expect(await transact({ order: () => 'first', event: 'omit' })).toEqual(['first']);
    expect(await progress()).toEqual([]);
    expect(await transact({ order: 'omit', event: 'omit' })).toEqual([]);
    expect(await progress()).toHaveLength(1);
  });
});

describe('others’ transactions on the same rows', () => {
  /** Cancels as many transactions over the first item, and of others the condition of the second item. */
  const cancel = (times: number, other: string) => {
    const { TransactWriteItems } = backend.tableActions;
    const transactions = vi.fn(async (input: unknown, call: Call) => {
      if (transactions.mock.calls.length > times) return TransactWriteItems!(input, call);
      throw new AwsError('TransactionCanceledException', 'Transaction cancelled', {
        fields: {
          CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: other }, { Code: 'None' }],
        },
      });
    });
    backend.tableActions.TransactWriteItems = transactions;
    return transactions;
  };

  test('are waited for, each time for a random part of a longer pause, and then it is written', async () => {
    await backend.put(orderRow({ userId: 'user-2' }), { ...eventRow(), applied: false });
    const transactions = cancel(5, 'None');
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    expect(await transact()).toEqual([]);
    expect(await progress()).toHaveLength(1);
    expect(transactions).toHaveBeenCalledTimes(6);
    expect(pause.mock.calls).toEqual([[12.5], [25], [50], [100], [100]]);
  });

  test('are waited for five times at most, and left to a later delivery', async () => {
    const transactions = cancel(100, 'None');
    await expect(transact()).rejects.toMatchObject({ name: 'RetryableError', errorType: 'TryAgain' });
    expect(transactions).toHaveBeenCalledTimes(6);
  });

  test('are not waited for where a condition says already what becomes of it', async () => {
    const transactions = cancel(100, 'ConditionalCheckFailed');
    expect(await transact({ order: () => 'first' })).toEqual(['first']);
    expect(transactions).toHaveBeenCalledTimes(1);
  });
});

describe('a decision by rows that others change', () => {
  test('is made again until they do not', async () => {
    const attempt = vi.fn<() => Promise<'outdated' | 'done'>>(async () => 'done');
    attempt.mockResolvedValueOnce('outdated').mockResolvedValueOnce('outdated');
    expect(await transaction.retryWhenOutdated(attempt)).toBe('done');
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  test('is left to a later delivery after ten times', async () => {
    const attempt = vi.fn(async () => 'outdated' as const);
    await expect(transaction.retryWhenOutdated(attempt)).rejects.toMatchObject({
      name: 'RetryableError',
      errorType: 'TryAgain',
    });
    expect(attempt).toHaveBeenCalledTimes(10);
  });
});
