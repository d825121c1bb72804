import { parseArn } from '../../platform/arns.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import type { Poller } from '../polling/startPoller.ts';
import type { EventSourceMapping, EventSourceMappings, MappingContext } from './EventSourceMappings.ts';
import { createMappingActions, type MadeMapping } from './mappingActions.ts';
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
  const made = new Map<string, MadeMapping>();

  const start = (mapping: EventSourceMapping) => {
    const starter = starters[parseArn(mapping.eventSourceArn)?.service ?? ''];
    if (!starter) {
      throw new OperatorError(
        `Event source ${mapping.eventSourceArn} is not supported: an event source mapping reads an SQS queue or a DynamoDB stream.`,
      );
    }
    return starter({ world, ...services }, mapping);
  };

  return {
    actions: createMappingActions(made, start),
    create(mapping) {
      const poller = mapping.enabled ? start(mapping) : undefined;
      made.set(mapping.uuid, { mapping, poller });
    },
    async close() {
      await Promise.all([...made.values()].map(async ({ poller }) => poller?.close()));
    },
  };
}
