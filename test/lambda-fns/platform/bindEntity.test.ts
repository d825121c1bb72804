import { AwsError } from '../../../local/platform/AwsError.ts';
import type { Call } from '../../../local/platform/Call.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderRow } from '../orders/rows.ts';
import { startBackend, type Backend } from '../startBackend.ts';

let backend: Backend;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
});
afterEach(() => {
  vi.restoreAllMocks();
  return backend.close();
});

test('a bound entity reads the deployed table, and the model’s own knows none', async () => {
  const { Order, orderSchema } = await import('../../../model/orders/Order.ts');
  const { bindEntity } = await import('../../../lambda-fns/platform/bindEntity.ts');
  await backend.put(orderRow());
  expect((await bindEntity(orderSchema).get({ orderId: 'order-1' }).go()).data).toMatchObject({
    userId: 'user-1',
  });
  await expect(Order.get({ orderId: 'order-1' }).go()).rejects.toThrow(/No client defined/);
});

/** Lets as many updates meet a transaction on their row. */
const meetTransactions = (times: number) => {
  const { UpdateItem } = backend.tableActions;
  const updates = vi.fn(async (input: unknown, call: Call) => {
    if (updates.mock.calls.length <= times)
      throw new AwsError('TransactionConflictException', 'Transaction is ongoing for the item');
    return UpdateItem!(input, call);
  });
  backend.tableActions.UpdateItem = updates;
  // Of the SDK's pauses, the shortest.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  return updates;
};

const patchOrder = async () => {
  const { orderSchema } = await import('../../../model/orders/Order.ts');
  const { bindEntity } = await import('../../../lambda-fns/platform/bindEntity.ts');
  return bindEntity(orderSchema).patch({ orderId: 'order-1' }).set({ updatedOn: 'now' }).go();
};

test('a single write that meets a transaction on its row is sent again', async () => {
  await backend.put(orderRow());
  const updates = meetTransactions(2);
  await patchOrder();
  expect(updates).toHaveBeenCalledTimes(3);
});

test('after four times it is left to a later delivery', async () => {
  await backend.put(orderRow());
  const updates = meetTransactions(100);
  await expect(patchOrder()).rejects.toMatchObject({ cause: { name: 'TransactionConflictException' } });
  expect(updates).toHaveBeenCalledTimes(4);
});
