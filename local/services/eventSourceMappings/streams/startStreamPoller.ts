import type { InFlight } from '../../../platform/Activity.ts';
import { OperatorError } from '../../../platform/errors.ts';
import { createBatchingWindow } from '../createBatchingWindow.ts';
import { createPosition } from '../createPosition.ts';
import { createWaker } from '../createWaker.ts';
import { createWork } from '../createWork.ts';
import type { EventSourceMapping } from '../EventSourceMappings.ts';
import type { Poller, PollerContext } from '../Poller.ts';
import { createStreamFilter } from './createStreamFilter.ts';
import { deliverRecords } from './deliverRecords.ts';

/**
 * Hands a table's stream to a function, in order: one batch is under way at a time, and the next
 * waits until every record of it was handled or given up.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function startStreamPoller(context: PollerContext, mapping: EventSourceMapping): Poller {
  const { world, streams, gate } = context;
  const { eventSourceArn, startingPosition, batchSize, maximumBatchingWindowMs } = mapping;
  if (!startingPosition)
    throw new OperatorError(`The event source mapping of ${eventSourceArn} needs a StartingPosition.`);
  const passes = createStreamFilter(mapping.filters);
  const work = createWork(world, mapping.functionArn, gate);
  const position = createPosition(world, streams, {
    name: mapping.functionArn,
    streamArn: eventSourceArn,
    start: startingPosition,
  });

  const poll = async (self: InFlight) => {
    while (!work.closed) {
      const { records, position: next } = streams.read(eventSourceArn, position.current, batchSize);
      if (records.length === 0 || (records.length < batchSize && window.holdsBack())) return;
      window.close();
      await deliverRecords({ context, mapping, work, self }, records.filter(passes));
      if (!work.closed) position.moveTo(next);
    }
  };

  const wake = createWaker(work, poll);
  const window = createBatchingWindow(world.clock, maximumBatchingWindowMs, wake);
  const stopListening = streams.onAppend(eventSourceArn, wake);
  wake();

  return {
    async close() {
      stopListening();
      window.close();
      await work.close();
    },
  };
}
