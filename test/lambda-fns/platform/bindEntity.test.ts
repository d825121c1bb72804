import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderRow } from '../orders/rows.ts';
import { startBackend, type Backend } from '../startBackend.ts';

let backend: Backend;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
});
afterEach(() => backend.close());

test('a bound entity reads the deployed table, and the model’s own knows none', async () => {
  const { Order, orderSchema } = await import('../../../model/orders/Order.ts');
  const { bindEntity } = await import('../../../lambda-fns/platform/bindEntity.ts');
  await backend.put(orderRow());
  expect((await bindEntity(orderSchema).get({ orderId: 'order-1' }).go()).data).toMatchObject({
    userId: 'user-1',
  });
  await expect(Order.get({ orderId: 'order-1' }).go()).rejects.toThrow(/No client defined/);
});
