import type { TransactWriteEntities } from 'electrodb';
import { OrderCreated } from '../../model/inventory/messages.ts';
import { allocationOf, type Allocation } from '../../model/inventory/stock.ts';
import type { Order } from '../../model/orders/Order.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { announceOrder, checkHasNoSaga, createdOrder, moveOrder } from '../platform/moveOrder.ts';
import { noteRefusal } from '../platform/noteRefusal.ts';
import { now, type Instant } from '../platform/now.ts';
import { transact } from '../platform/transact.ts';
import { entities } from './shared/entities.ts';

/** Follows an order's creation: all of its units are taken from stock and held for it, or none. */
export const handler = eachRecord({
  step: 'allocateOrderStock',
  schema: OrderCreated,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  handle: (order) => allocate(order, now()),
});

/**
 * Takes what an order wants from stock, if it is still CREATED and wants just that: the write that takes the
 * units also asks whether there are enough, and whether the event says what is stored. Where there are too few,
 * the order ends, and says which SKUs were short.
 */
const allocate = async (order: OrderCreated, now: Instant): Promise<string> => {
  const allocated = allocationOf(order, [], now.iso);
  const refusals = await write(order, allocated, now);
  const short = refusals.flatMap((refusal) => (refusal.kind === 'short' ? [refusal.sku] : []));
  if (refusals[0]?.kind !== 'short') return refusals[0]?.kind ?? allocated.event.status;
  const depleted = allocationOf(order, short, now.iso);
  // Takes nothing from stock, so that nothing can be short.
  const [refusal] = await write(order, depleted, now);
  if (refusal) return refusal.kind;
  noteRefusal('stock refused', `Too few of ${short.join(', ')}`);
  return depleted.event.status;
};

/**
 * What a write that was refused met: an order that somebody has moved, or a SKU of which there is too little.
 */
type Refusal = { readonly kind: 'movedOn' } | { readonly kind: 'short'; readonly sku: string };

const write = (order: OrderCreated, { taken, event }: Allocation, now: Instant) =>
  transact(entities, (writes) => [
    checkOrder(writes, order),
    {
      write: moveOrder(writes, createdOrder, event),
      onConditionFailed: (): Refusal => ({ kind: 'movedOn' }),
    },
    {
      write: announceOrder(writes, event, now),
      onConditionFailed: () =>
        new PermanentError('StateConflict', 'There is an event, and the order never moved'),
    },
    ...taken.map(({ sku, units }) => ({
      write: writes.Sku.patch({ sku })
        .subtract({ units })
        .add({ version: 1 })
        .set({ updatedOn: now.iso })
        .where((row, { gte }) => gte(row.units, units))
        .commit(),
      onConditionFailed: (): Refusal => ({ kind: 'short', sku }),
    })),
  ]);

/** Whoever wrote the event, only its own order, as it is stored, takes units and names who pays how much. */
const checkOrder = (
  { Order }: TransactWriteEntities<typeof entities>,
  { orderId, userId, amountCents, lines }: OrderCreated,
) => ({
  write: Order.check({ orderId })
    .where((row, { eq, notExists }) =>
      [
        eq(row.userId, userId),
        eq(row.amountCents, amountCents),
        eq(row.lines, lines),
        notExists(row.flow),
      ].join(' AND '),
    )
    .commit({ response: 'all_old' }),
  onConditionFailed: (stored: unknown) => {
    if (!stored) return new PermanentError('NotFound', `There is no order ${orderId}`);
    // The condition fails only where there is none, or another one.
    checkHasNoSaga(orderId, (stored as Order).flow);
    return new PermanentError('StateConflict', `Order ${orderId} is another one than its event says`);
  },
});
