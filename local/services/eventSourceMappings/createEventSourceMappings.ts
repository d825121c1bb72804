import { OperatorError } from '../../platform/errors.ts';
import type { Gate } from '../../platform/createGate.ts';
import { parseArn } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import type { Streams } from '../dynamodb/DynamoDb.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { EventSourceMapping, EventSourceMappings } from './EventSourceMappings.ts';
import type { Poller, PollerContext } from './Poller.ts';
import { startQueuePoller } from './queues/startQueuePoller.ts';
import { startStreamPoller } from './streams/startStreamPoller.ts';

export interface EventSourceMappingsOptions {
  readonly sqs: Sqs;
  readonly streams: Streams;
  readonly lambda: Lambda;
  /** Opens once everything is deployed. @default open from the start */
  readonly gate?: Gate | undefined;
}

/** By the service in the source's ARN. */
const starters: Readonly<Record<string, (context: PollerContext, mapping: EventSourceMapping) => Poller>> = {
  sqs: startQueuePoller,
  dynamodb: startStreamPoller,
};

/** Lambda's pollers. They are woken by their sources: nothing is polled at an interval. */
export function createEventSourceMappings(
  world: World,
  options: EventSourceMappingsOptions,
): EventSourceMappings {
  const pollers: Poller[] = [];
  return {
    create(mapping) {
      const start = starters[parseArn(mapping.eventSourceArn)?.service ?? ''];
      if (!start) {
        throw new OperatorError(
          `Event source ${mapping.eventSourceArn} is not supported: an event source mapping reads an SQS queue or a DynamoDB stream.`,
        );
      }
      if (mapping.enabled) pollers.push(start({ world, ...options }, mapping));
    },
    async close() {
      await Promise.all(pollers.map((poller) => poller.close()));
    },
  };
}
