import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { isDeepStrictEqual } from 'node:util';
import type { Order } from '../../../model/orders/Order.ts';
import type { RebuildCards } from '../../../model/search/messages.ts';
import type { OrderCard } from '../../../model/search/OrderCard.ts';
import { hasCard, phasesUntil } from '../../../model/search/states.ts';
import { environment } from '../../platform/environment.ts';
import { RetryableError } from '../../platform/errors.ts';
import { inParallel } from '../../platform/inParallel.ts';
import { sqs } from '../../platform/queues.ts';
import { cardOf, entities, putCard, type CardSource } from './cards.ts';

/** Orders of one message: their rows are read in batches, and their cards written within the function's time. Chosen. */
const ORDERS_OF_A_PART = 100;

/** Writes at a time: what keeps a part short beside the messages of its batch. Chosen. */
const WRITES_AT_ONCE = 10;

/**
 * Does a part of a rebuild: writes the cards of the orders behind a place that are not as they should be, and asks its
 * own queue for the next part. Orders that are placed meanwhile have a card by their own events; a part that is
 * delivered twice finds nothing to write.
 */
export const rebuildCards = async ({ rebuild, after, orders, written }: RebuildCards): Promise<string> => {
  const { data: found } = await queryOrders(after).go({ limit: ORDERS_OF_A_PART, pages: 1 });
  const repaired = await repairCards(found.filter((order) => hasCard(order, environment.ORDER_CARDS)));
  const last = found.at(-1);
  const done = { orders: orders + found.length, written: written + repaired };
  if (!last) return `rebuilt: ${done.orders} orders, ${done.written} cards written`;
  const next: RebuildCards = {
    rebuild,
    after: { createdOn: last.createdOn, orderId: last.orderId },
    ...done,
  };
  await sqs.send(
    new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody: JSON.stringify(next) }),
  );
  return `${done.orders} orders`;
};

const queryOrders = (after: RebuildCards['after']) => {
  const all = entities.Order.query.all({});
  return after ? all.gt(after) : all;
};

/** Writes those cards that are missing or wrong, and returns how many these were. */
const repairCards = async (orders: readonly Order[]): Promise<number> => {
  // Before the orders' progress: a card that is ahead of what is read later was never true.
  const cards = await findCards(orders);
  const sources = await findSources(orders, cards);
  const wrong = sources.flatMap((source) => {
    const [card, stored] = [cardOf(source), cards.get(source.order.orderId)];
    return isDeepStrictEqual(card, stored) ? [] : [{ card, stored }];
  });
  const written = await inParallel(wrong, WRITES_AT_ONCE, ({ card, stored }) =>
    putCard(card, stored && !phasesUntil(card.phase).includes(stored.phase) ? [stored.phase] : []),
  );
  return written.filter(Boolean).length;
};

const keysOf = (orders: readonly Order[]) => orders.map(({ orderId }) => ({ orderId }));

/** Throws where DynamoDB left out rows, which may be there: the part is done again later. */
const checkProcessed = (unprocessed: readonly unknown[]) => {
  if (unprocessed.length > 0)
    throw new RetryableError('TryAgain', `DynamoDB left out ${unprocessed.length} rows of a batch`);
};

const findCards = async (orders: readonly Order[]): Promise<ReadonlyMap<string, OrderCard>> => {
  if (orders.length === 0) return new Map();
  const { data, unprocessed } = await entities.OrderCard.get(keysOf(orders)).go({ consistent: true });
  checkProcessed(unprocessed);
  return new Map(data.map((card) => [card.orderId, card]));
};

const findSources = async (
  orders: readonly Order[],
  cards: ReadonlyMap<string, OrderCard>,
): Promise<CardSource[]> => {
  if (orders.length === 0) return [];
  const { data, unprocessed } = await entities.OrderProgress.get(keysOf(orders)).go({ consistent: true });
  checkProcessed(unprocessed);
  const statuses = new Map(data.map(({ orderId, status }) => [orderId, status]));
  const buildings = await findBuildings(orders);
  return orders.map((order) => ({
    order,
    status: statuses.get(order.orderId),
    buildingId: buildings.get(order.deliverTo ?? '') ?? cards.get(order.orderId)?.buildingId ?? '',
  }));
};

/** Buildings of the apartments that orders are brought to. */
const findBuildings = async (orders: readonly Order[]): Promise<ReadonlyMap<string, string>> => {
  const apartments = [...new Set(orders.flatMap(({ deliverTo }) => deliverTo ?? []))];
  if (apartments.length === 0) return new Map();
  const { data, unprocessed } = await entities.Apartment.get(apartments.map((id) => ({ id }))).go();
  checkProcessed(unprocessed);
  return new Map(data.map(({ id, buildingId }) => [id, buildingId]));
};
