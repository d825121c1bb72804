import type { RawOrderEvent } from '../../model/orders/messages.ts';
import { syncDecision } from '../../model/orders/syncDecision.ts';
import { created } from '../platform/moveOrder.ts';
import { now } from '../platform/now.ts';
import { PermanentError, RetryableError } from '../platform/errors.ts';
import { entities } from './entities.ts';
import { createRaw } from './createRaw.ts';
import { moveRaw } from './moveRaw.ts';

/**
 * Does what the table of transitions says of a raw event, and says in a word what that was. Where something
 * else happened between reading and writing, it begins again with what is there now.
 */
export const applyRaw = async (event: RawOrderEvent): Promise<string> => {
  const { order, standing, applied } = await read(event);
  const decision = syncDecision({ status: order && standing.status, applied }, event.eventName);
  switch (decision.kind) {
    case 'create':
      return again(event, await createRaw(event as PlacedRaw, now()));
    case 'move':
      return again(event, await moveRaw(order!, standing, decision.to, now()));
    case 'ignore':
      return decision.because;
    case 'wait':
      throw new RetryableError('StateConflict', waitingFor(event, order && standing.status));
    case 'lost':
      throw new PermanentError('StateConflict', `There is no ${event.eventName} of order ${event.orderId}`);
  }
};

type PlacedRaw = Extract<RawOrderEvent, { lines: unknown }>;

const again = (event: RawOrderEvent, outcome: string) => (outcome === 'movedOn' ? applyRaw(event) : outcome);

const read = async ({ orderId, eventName }: RawOrderEvent) => {
  const [order, progress, row] = await Promise.all([
    entities.Order.get({ orderId }).go({ consistent: true }),
    entities.OrderProgress.get({ orderId }).go({ consistent: true }),
    // Whoever wrote it raw did not have to mark it as the entity's.
    entities.OrderEvent.get({ orderId, eventName }).go({ consistent: true, ignoreOwnership: true }),
  ]);
  return { order: order.data ?? undefined, standing: progress.data ?? created, applied: row.data?.applied };
};

const waitingFor = ({ eventName, orderId }: RawOrderEvent, status: string | undefined) =>
  `${eventName} waits for its predecessor: ${
    status ? `the order is ${status}` : `there is no order ${orderId}`
  }`;
