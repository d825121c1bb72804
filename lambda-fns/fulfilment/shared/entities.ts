import type { TransactWriteEntities } from 'electrodb';
import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { offerSchema } from '../../../model/catalog/Offer.ts';
import { availabilitySchema } from '../../../model/fulfilment/Availability.ts';
import { listEventOf, type ListEventName } from '../../../model/fulfilment/events.ts';
import { listEventSchema } from '../../../model/fulfilment/ListEvent.ts';
import { shoppingListSchema, type ShoppingList } from '../../../model/fulfilment/ShoppingList.ts';
import { skuSchema } from '../../../model/inventory/Sku.ts';
import { orderSchema, type Order } from '../../../model/orders/Order.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { orderProgressSchema } from '../../../model/orders/OrderProgress.ts';
import type { SagaCommand } from '../../../model/sagaCommands.ts';
import type { RejectedEnding } from '../../../model/sagas/states.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError } from '../../platform/errors.ts';
import { noteRefusal } from '../../platform/noteRefusal.ts';
import type { Instant } from '../../platform/now.ts';
import { answerCommand, SagaEvents } from '../../platform/sagaCommands.ts';
import { rowTraceField } from '../../platform/tracer.ts';
import { transact, type TransactionItem } from '../../platform/transact.ts';

/** The rows that shopping for an order reads and writes. */
export const entities = {
  Apartment: bindEntity(apartmentSchema),
  Availability: bindEntity(availabilitySchema),
  ListEvent: bindEntity(listEventSchema),
  Offer: bindEntity(offerSchema),
  Order: bindEntity(orderSchema),
  OrderEvent: bindEntity(orderEventSchema),
  OrderProgress: bindEntity(orderProgressSchema),
  SagaEvent: SagaEvents,
  ShoppingList: bindEntity(shoppingListSchema),
  Sku: bindEntity(skuSchema),
};

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;

/** An order, as it was placed. It never changes. */
export const findOrder = async (orderId: string): Promise<Order> => {
  const { data } = await entities.Order.get({ orderId }).go({ consistent: true });
  if (!data) throw new PermanentError('NotFound', `There is no order ${orderId}`);
  return data;
};

/** Writes the event of a list as it is from now on, once. */
export const announceList = (
  { ListEvent }: Pick<Writes, 'ListEvent'>,
  list: ShoppingList,
  eventName: ListEventName,
  now: Instant,
): TransactionItem<never> => {
  const { listId, orderId, userId, buildingId, status, assignedTo = '', version, updatedOn } = list;
  const data = { listId, orderId, userId, buildingId, status, assignedTo, updatedOn };
  const event = listEventOf(eventName, version, data, now.seconds, environment.EVENT_TTL_DAYS);
  return {
    write: ListEvent.create({ ...event, ...rowTraceField() }).commit(),
    onConditionFailed: () =>
      new PermanentError('StateConflict', `List ${listId} has version ${version}, and its row has not`),
  };
};

const refusals = {
  CREATE_SHOPPING_LIST_COMMAND: 'SHOPPING_LIST_REJECTED_REPLY',
  INITIATE_SHOPPING_COMMAND: 'SHOPPING_REJECTED_REPLY',
} as const;

/** Tells the saga that it cannot be done, and how its order is to end for it. Does nothing else. */
export const refuseCommand = async (
  command: SagaCommand<keyof typeof refusals>,
  endsAs: RejectedEnding,
  reason: string,
  now: Instant,
) => {
  const reply = { reply: refusals[command.command], endsAs, reason };
  const [outcome = 'refused'] = await transact(entities, (writes) => [
    answerCommand(writes, command, reply, now),
  ]);
  if (outcome === 'refused') noteRefusal('shopping refused', reason);
  return outcome;
};
