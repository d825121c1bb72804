import type { Apartment } from '../../../model/apartments/Apartment.ts';
import { stopsOf } from '../../../model/fulfilment/shopping.ts';
import type { ShoppingList } from '../../../model/fulfilment/ShoppingList.ts';
import { shortageOf, sumBySku } from '../../../model/inventory/events.ts';
import { sagaFlow, type OrderEventData } from '../../../model/orders/events.ts';
import type { Order } from '../../../model/orders/Order.ts';
import type { SagaCommand } from '../../../model/sagaCommands.ts';
import { PermanentError, RetryableError } from '../../platform/errors.ts';
import { announceOrder, createdOrder, moveOrder } from '../../platform/moveOrder.ts';
import type { Instant } from '../../platform/now.ts';
import { answerCommand } from '../../platform/sagaCommands.ts';
import { transact, type TransactionItem } from '../../platform/transact.ts';
import { announceList, entities, findOrder, refuseCommand, type Writes } from './entities.ts';

type CreateCommand = SagaCommand<'CREATE_SHOPPING_LIST_COMMAND'>;

/** What stood in the way: the command was answered, the order has moved on, or there is too little of a SKU. */
type Refusal = 'answered' | 'movedOn' | { readonly short: string };

/**
 * Makes the list of an order that is still CREATED, and takes what it wants from stock: all of it, or the saga is told why
 * not. The write that takes the units also asks whether there are enough.
 */
export const createList = async (command: CreateCommand, now: Instant): Promise<string> => {
  const order = await findOrder(command.orderId);
  const apartment = await findApartment(order);
  if (!apartment) return refuseCommand(command, 'CANCELED', 'The apartment is no more', now);
  const list = listOf(order, apartment, await findOffers(order), now);
  const refusals = await write(command, order, list, now);
  const [first = 'created'] = refusals;
  if (first === 'movedOn') return refuseCommand(command, 'CANCELED', '', now);
  if (typeof first === 'string') return first;
  const short = refusals.flatMap((refusal) => (typeof refusal === 'string' ? [] : [refusal.short]));
  return refuseCommand(command, 'STOCK_DEPLETED', shortageOf(short), now);
};

const findApartment = async ({ deliverTo: id }: Order) =>
  id === undefined ? null : (await entities.Apartment.get({ id }).go()).data;

/** What the catalogue says now of what was ordered: one batch, as an order has at most 25 lines. */
const findOffers = async ({ lines }: Order) => {
  const keys = sumBySku(lines).map(({ sku }) => ({ sku }));
  const { data, unprocessed } = await entities.Offer.get(keys).go();
  if (unprocessed.length > 0) throw new RetryableError('TryAgain', 'The table is busy');
  return data;
};

type Offers = Awaited<ReturnType<typeof findOffers>>;

const listOf = (
  { orderId, userId, lines }: Order,
  { id: apartmentId, buildingId, apartmentNumber }: Apartment,
  offers: Offers,
  { iso }: Instant,
): ShoppingList => ({
  ...{ listId: orderId, orderId, userId, buildingId, apartmentId, apartmentNumber },
  status: 'PENDING',
  stops: stopsOf(lines, offers),
  ...{ version: 1, createdOn: iso, updatedOn: iso },
});

const write = (command: CreateCommand, order: Order, list: ShoppingList, now: Instant) => {
  const { orderId, userId, amountCents, lines } = order;
  const event: OrderEventData = {
    ...{ orderId, userId, amountCents, status: 'STOCK_ALLOCATED', stock: 'HELD', reason: '' },
    ...{ updatedOn: now.iso, flow: sagaFlow },
  };
  return transact(entities, (writes): TransactionItem<Refusal>[] => [
    answerCommand(writes, command, { reply: 'SHOPPING_LIST_CREATED_REPLY' }, now),
    {
      write: moveOrder(writes, createdOrder, event),
      onConditionFailed: () => 'movedOn',
    },
    {
      write: announceOrder(writes, event, now),
      onConditionFailed: () =>
        new PermanentError('StateConflict', 'There is an event, and the order never moved'),
    },
    {
      write: writes.ShoppingList.create(list).commit(),
      onConditionFailed: () =>
        new PermanentError('StateConflict', `Order ${orderId} has a list, and never moved`),
    },
    announceList(writes, list, 'SHOPPING_LIST_CREATED_EVENT', now),
    ...sumBySku(lines).map((wanted) => takeUnits(writes, wanted, now)),
  ]);
};

const takeUnits = (
  { Sku }: Writes,
  { sku, units }: { readonly sku: string; readonly units: number },
  now: Instant,
): TransactionItem<Refusal> => ({
  write: Sku.patch({ sku })
    .subtract({ units })
    .add({ version: 1 })
    .set({ updatedOn: now.iso })
    .where((row, { gte }) => gte(row.units, units))
    .commit(),
  onConditionFailed: () => ({ short: sku }),
});
