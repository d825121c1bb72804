import { orderEventKey } from '../../../model/orders/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Frontdesk } from '../given.ts';

/** An event of an order, as its transactions write it. */
export const aReadyEvent = ({ cloud }: Frontdesk, orderId: string, userId: string) => ({
  ...orderEventKey(orderId, 'ORDER_READY_EVENT'),
  ...entityMetadata('OrderEvent'),
  ...{ orderId, eventName: 'ORDER_READY_EVENT', applied: true, ttl: 9e9 },
  eventData: {
    ...{ orderId, userId, status: 'READY', reason: '', amountCents: 100 },
    updatedOn: new Date(cloud.world.clock.now()).toISOString(),
  },
});

/** Counts what a worker is invoked for from now on, by outcome. */
export const countsInvocations = ({ cloud }: Frontdesk, worker: string) => {
  const { ref } = cloud.stacks
    .flatMap(({ resources }) => Object.values(resources))
    .find(({ type, path }) => type === 'AWS::Lambda::Function' && path.startsWith(`${worker}/`))!;
  const counts = { succeeded: 0, failed: 0, messages: 0 };
  cloud.world.feed.subscribe((record) => {
    if (record.kind !== 'invocation' || record.functionName !== ref) return;
    counts[record.outcome === 'succeeded' ? 'succeeded' : 'failed']++;
    counts.messages += record.batch?.length ?? 0;
  });
  return counts;
};

/** How many entries of inboxes were written before a row of this partition. */
export const entriesBefore = ({ cloud }: Frontdesk, partition: string) => {
  let entries = 0;
  let before: number | undefined;
  cloud.world.feed.subscribe((record) => {
    if (record.kind !== 'write' || record.change !== 'INSERT') return;
    const pk = String(record.keys['pk']);
    if (pk.startsWith('INBOX#')) entries++;
    if (pk.startsWith(partition)) before ??= entries;
  });
  return () => before;
};
