import { parseArn } from '../../platform/arns.ts';
import { invariant, OperatorError } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import { createPositions } from '../polling/createPositions.ts';
import { createEndingPollers, replacePoller } from '../polling/replacePoller.ts';
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

  const ending = createEndingPollers(world);

  const start = (
    { mapping, positions }: Pick<MadeMapping, 'mapping' | 'positions'>,
    gate = services.gate,
  ) => {
    const starter = starters[parseArn(mapping.eventSourceArn)?.service ?? ''];
    if (!starter) {
      throw new OperatorError(
        `Event source ${mapping.eventSourceArn} is not supported: an event source mapping reads an SQS queue or a DynamoDB stream.`,
      );
    }
    return starter({ world, ...services, positions, gate }, mapping);
  };

  const replace = ({ mapping: before, poller, positions }: MadeMapping, mapping: EventSourceMapping) => {
    const { eventSourceArn, functionArn: source, enabled } = mapping;
    const rename = () => {
      if (before.functionArn !== source) positions.rename(eventSourceArn, before.functionArn, source);
    };
    if (enabled)
      return replacePoller(ending, poller, {
        source,
        start: (gate) => start({ mapping, positions }, gate),
        between: rename,
      });
    void ending.end(poller, source, rename);
    return undefined;
  };

  return {
    actions: createMappingActions(made, start),
    create(mapping) {
      const positions = createPositions(world);
      const poller = mapping.enabled ? start({ mapping, positions }) : undefined;
      made.set(mapping.uuid, { mapping, positions, poller });
    },
    update(mapping) {
      const found = made.get(mapping.uuid);
      invariant(found, `the mapping ${mapping.uuid} was made`);
      made.set(mapping.uuid, { ...found, mapping, poller: replace(found, mapping) });
    },
    delete(uuid) {
      const found = made.get(uuid);
      if (!found) return;
      made.delete(uuid);
      const { eventSourceArn, functionArn } = found.mapping;
      void ending.end(found.poller, functionArn, () => found.positions.forget(eventSourceArn, functionArn));
    },
    async close() {
      const pollers = [...made.values()].map(async ({ poller }) => poller?.close());
      await Promise.all([...pollers, ending.all()]);
    },
  };
}
