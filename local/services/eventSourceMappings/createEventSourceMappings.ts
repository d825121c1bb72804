import { parseArn } from '../../platform/arns.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import type { Poller } from '../polling/startPoller.ts';
import type { EventSourceMapping, EventSourceMappings, MappingContext } from './EventSourceMappings.ts';
import { startQueueMapping } from './startQueueMapping.ts';
import { startStreamMapping } from './startStreamMapping.ts';

/** By the service in the source's ARN. */
const starters: Readonly<Record<string, (context: MappingContext, mapping: EventSourceMapping) => Poller>> = {
  sqs: startQueueMapping,
  dynamodb: startStreamMapping,
};

export function createEventSourceMappings(
  world: World,
  services: Omit<MappingContext, 'world'>,
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
      if (mapping.enabled) pollers.push(start({ world, ...services }, mapping));
    },
    async close() {
      await Promise.all(pollers.map((poller) => poller.close()));
    },
  };
}
