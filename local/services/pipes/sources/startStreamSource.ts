import type { InFlight } from '../../../platform/Activity.ts';
import { OperatorError } from '../../../platform/errors.ts';
import { createBatchingWindow } from '../../eventSourceMappings/createBatchingWindow.ts';
import { createPosition } from '../../eventSourceMappings/createPosition.ts';
import { createWaker } from '../../eventSourceMappings/createWaker.ts';
import { createWork } from '../../eventSourceMappings/createWork.ts';
import type { Poller } from '../../eventSourceMappings/Poller.ts';
import { createStreamFilter } from '../../eventSourceMappings/streams/createStreamFilter.ts';
import type { PipeContext } from '../PipeContext.ts';
import type { PipeTarget } from '../PipeTarget.ts';
import { carryRecords } from './carryRecords.ts';
import { streamItemOf } from './StreamItem.ts';

/**
 * Reads a table's stream in order: the next batch waits until every record of this one was taken by
 * the target or given up.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html
 */
export function startStreamSource(context: PipeContext, target: PipeTarget): Poller {
  const { world, streams, pipe, source, gate } = context;
  const settings = source.DynamoDBStreamParameters;
  if (!settings)
    throw new OperatorError(
      `Pipe ${pipe.name}: SourceParameters.DynamoDBStreamParameters.StartingPosition is missing.`,
    );
  const passes = createStreamFilter((source.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern));
  const work = createWork(world, `pipe ${pipe.name}`, gate);
  const position = createPosition(world, streams, {
    name: pipe.arn,
    streamArn: pipe.sourceArn,
    start: settings.StartingPosition,
  });

  const poll = async (self: InFlight) => {
    while (!work.closed) {
      const { records, position: next } = streams.read(pipe.sourceArn, position.current, settings.BatchSize);
      if (records.length === 0 || (records.length < settings.BatchSize && window.holdsBack())) return;
      window.close();
      await carryRecords({ context, settings, target, work, self }, records.filter(passes).map(streamItemOf));
      if (!work.closed) position.moveTo(next);
    }
  };

  const wake = createWaker(work, poll);
  const window = createBatchingWindow(world.clock, settings.MaximumBatchingWindowInSeconds * 1000, wake);
  const stopListening = streams.onAppend(pipe.sourceArn, wake);
  wake();

  return {
    async close() {
      stopListening();
      window.close();
      await work.close();
    },
  };
}
