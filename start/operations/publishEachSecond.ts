import { publishFigures } from '../../lib/platform/publishedFigures.ts';
import { describeError } from '../../local/platform/errors.ts';
import type { Cloud } from '../../local/startCloud.ts';
import { createMeter, type Meter } from './createMeter.ts';
import { ownerOf } from './describeAlarms.ts';

/**
 * The trace of every publication, which the terminal leaves out and the meter does not count: who looks at the figures is not
 * what they are about. A trace keeps a bounded number of records.
 */
export const operationsTrace = '1-00000000-6f7065726174696f6e730000';

const FIELD = 'onOperations';
const EVERY_MS = 1000;

/**
 * Publishes each second what the machine counted, as long as somebody subscribes. Until then nothing listens to the feed.
 * Returns a function that ends this.
 */
export function publishEachSecond(cloud: Pick<Cloud, 'world' | 'services' | 'stacks'>): () => void {
  const { world, services } = cloud;
  let meter: Meter | undefined;
  let isPublishing = false;

  const tick = async () => {
    timer = world.clock.schedule(EVERY_MS, tick);
    // By name: an update may put another API in its place.
    const api = services.appsync.apis().find(({ name }) => name.startsWith('Frontdesk-'));
    if (!api || services.appsync.audienceOf(api.apiId).of(FIELD) === 0) {
      meter?.close();
      meter = undefined;
      return;
    }
    // What is counted begins with the first look.
    if (!meter) {
      meter = createMeter(cloud, { apiId: api.apiId, ...namesOf(cloud.stacks), ownTrace: operationsTrace });
      return;
    }
    // A machine that is busier than a second is published of a second later.
    if (isPublishing) return;
    isPublishing = true;
    try {
      await publish(api.endpointArn, await meter.read());
    } catch (error) {
      report(error);
    } finally {
      isPublishing = false;
    }
  };

  const publish = async (endpointArn: string, figures: object) => {
    const variables = { figures: JSON.stringify(figures) };
    const call = { traceId: operationsTrace, principal: ownerOf(world.account) };
    const { errors } = await services.appsync.executeAs(
      endpointArn,
      { query: publishFigures, variables },
      call,
    );
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  };

  const report = (error: unknown) =>
    world.feed.publish({
      kind: 'failure',
      traceId: null,
      source: 'publishOperations',
      code: 'InternalFailure',
      message: describeError(error),
    });

  let timer = world.clock.schedule(EVERY_MS, tick);
  return () => {
    timer.cancel();
    meter?.close();
  };
}

function namesOf(stacks: Cloud['stacks']) {
  const resources = stacks.flatMap((stack) => Object.values(stack.resources));
  const refs = (type: string) => resources.filter((resource) => resource.type === type).map(({ ref }) => ref);
  return { tableName: refs('AWS::DynamoDB::Table')[0] ?? '', pipes: refs('AWS::Pipes::Pipe').length };
}
