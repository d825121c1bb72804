import type { TransactWriteEntities } from 'electrodb';
import { orderSchema } from '../../../model/orders/Order.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { orderProgressSchema } from '../../../model/orders/OrderProgress.ts';
import { commandPlace } from '../../../model/sagas/keys.ts';
import { sagaSchema } from '../../../model/sagas/Saga.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { SagaEvents } from '../../platform/sagaCommands.ts';

/** The rows of a saga, and of the order that it leads. */
export const entities = {
  Order: bindEntity(orderSchema),
  OrderEvent: bindEntity(orderEventSchema),
  OrderProgress: bindEntity(orderProgressSchema),
  Saga: bindEntity(sagaSchema),
  SagaEvent: SagaEvents,
};

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;

/** Each of these as it is now, consistent; null where there is none. */
export const findSaga = async (orderId: string) =>
  (await entities.Saga.get({ orderId }).go({ consistent: true })).data;

export const findOrder = async (orderId: string) =>
  (await entities.Order.get({ orderId }).go({ consistent: true })).data;

export const findProgress = async (orderId: string) =>
  (await entities.OrderProgress.get({ orderId }).go({ consistent: true })).data;

export const findReply = async (orderId: string, commandNumber: number) =>
  (
    await entities.SagaEvent.get({ orderId, place: commandPlace(commandNumber), part: 'REPLY' }).go({
      consistent: true,
    })
  ).data;
