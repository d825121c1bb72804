import {
  ORDER_DELAYED_EVENT,
  ORDER_RESUMED_EVENT,
  type OrderDelayData,
} from '../../../model/deadLetters/events.ts';
import { DELAYED_REASON } from '../../../model/deadLetters/states.ts';
import { isId } from '../../../model/ids.ts';
import { ORDER_PLACED_EVENT, type PlacedEventData } from '../../../model/orders/events.ts';
import type { OrderState } from '../../../model/orders/states.ts';
import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import { environment } from '../../platform/environment.ts';
import type { Instant } from '../../platform/now.ts';
import type { TransactionItem } from '../../platform/transact.ts';
import { entities, type Writes } from './entities.ts';
import type { Delay, DelayingLetter } from './Delay.ts';

/** What is stored of an order. */
interface Stored {
  readonly orderId: string;
  readonly userId: string;
  readonly status: OrderState | 'QUEUED';
  /** Letters about it that lie in their queues, by id. */
  readonly letterIds: readonly string[];
}

/** The delay of an order. Undefined where nothing is stored of it. */
export const delayOfOrder = async (letter: DelayingLetter): Promise<Delay | undefined> => {
  const { letterId, entityId: orderId = '' } = letter;
  const stored = isId(orderId) ? await readOrder(orderId) : undefined;
  if (!stored) return undefined;
  const isLast = stored.letterIds.every((id) => id === letterId);
  return {
    ownerId: stored.userId,
    begin: (writes, now, ttl) => [
      {
        write: writes.OrderDelay.put({
          orderId,
          letterId,
          errorCode: letter.errorCode,
          failingStep: letter.failingStep ?? '',
          delayedOn: now.iso,
          ttl,
        }).commit(),
      },
      ...announce(writes, stored, ORDER_DELAYED_EVENT, DELAYED_REASON, now),
    ],
    end: (writes, now) => [
      { write: writes.OrderDelay.delete({ orderId, letterId }).commit() },
      ...(isLast ? announce(writes, stored, ORDER_RESUMED_EVENT, '', now) : []),
    ],
  };
};

const readOrder = async (orderId: string): Promise<Stored | undefined> => {
  const [order, progress, claim, delays] = await Promise.all([
    entities.Order.get({ orderId }).go({ consistent: true }),
    entities.OrderProgress.get({ orderId }).go({ consistent: true }),
    entities.OrderEvent.get({ orderId, eventName: ORDER_PLACED_EVENT }).go({ consistent: true }),
    entities.OrderDelay.query.byOrderAndLetter({ orderId }).go({ consistent: true }),
  ]);
  // A raw event under the key of a claim is none.
  const placed = claim.data?.applied ? (claim.data.eventData as PlacedEventData) : undefined;
  const userId = order.data?.userId ?? placed?.userId;
  if (!userId) return undefined;
  const status = order.data ? (progress.data?.status ?? 'CREATED') : 'QUEUED';
  return { orderId, userId, status, letterIds: delays.data.map(({ letterId }) => letterId) };
};

/**
 * Writes the order's event while it has the status that the event names, so that whoever follows it hears of its delay
 * and its statuses in the order in which they came about.
 */
const announce = (
  { OrderEvent, OrderProgress, Order }: Writes,
  stored: Stored,
  eventName: string,
  reason: string,
  now: Instant,
): TransactionItem<'outdated'>[] => {
  const { orderId, userId, status } = stored;
  const eventData: OrderDelayData = { orderId, userId, status, reason, updatedOn: now.iso };
  const ttl = now.seconds + environment.EVENT_TTL_DAYS * SECONDS_OF_DAY;
  const hasStatus =
    status === 'QUEUED'
      ? Order.check({ orderId })
          .where((order, { notExists }) => notExists(order.orderId))
          .commit()
      : OrderProgress.check({ orderId })
          .where((progress, { eq, notExists }) =>
            status === 'CREATED' ? notExists(progress.status) : eq(progress.status, stored.status),
          )
          .commit();
  return [
    { write: OrderEvent.put({ orderId, eventName, eventData, applied: true, ttl }).commit() },
    { write: hasStatus, onConditionFailed: () => 'outdated' },
  ];
};
