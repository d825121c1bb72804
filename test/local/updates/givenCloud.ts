import { onTestFinished } from 'vitest';
import type { UpdateOptions } from '../../../local/assembly/CloudUpdate.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import { type CloudOptions, startCloud } from '../../../local/startCloud.ts';
import { subscribeWithWs } from '../../support/subscriber.ts';
import { type TemplateLike, writeAssembly } from '../../support/writeAssembly.ts';

const NEW_YEAR = Date.parse('2030-01-01T00:00:00Z');

type Templates = Readonly<Record<string, TemplateLike>>;

/** Starts a cloud of these stacks, whose time stands still and that a test updates to others. */
export async function givenCloud(templates: Templates, options: Partial<CloudOptions> = {}) {
  const cloud = await startCloud({
    assembly: writeAssembly(templates),
    frozenAt: NEW_YEAR,
    seed: 1,
    ...options,
  });
  onTestFinished(() => cloud.close());
  const feed: FeedRecord[] = [];
  cloud.world.feed.subscribe((record) => feed.push(record));
  const authorization = { 'x-api-key': String(cloud.describe().apiKey) };

  const resourceAt = (stack: string, logicalId: string) => {
    const found = cloud.stacks.find(({ name }) => name === stack)?.resources[logicalId];
    if (!found) throw new Error(`there is no ${stack}/${logicalId}`);
    return found;
  };

  return {
    cloud,
    feed,
    resourceAt,
    update: (next: Templates, updateOptions?: UpdateOptions) =>
      cloud.update(writeAssembly(next), updateOptions),
    async graphql(query: string, variables: object = {}): Promise<any> {
      const response = await fetch(cloud.graphqlUrl, {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return response.json();
    },
    subscribe: (query: string, variables?: object) =>
      subscribeWithWs({ realtimeUrl: cloud.realtimeUrl, authorization }, query, variables),
    /** Calls an action of a service, as the account's owner. */
    act: (service: 'sqs' | 'dynamodb' | 'lambda' | 'events' | 'sns', action: string, input: object) =>
      cloud.services[service].actions[action]!(input, {
        traceId: '1-00000000-000000000000000000000000',
        principal: cloud.services.iam.principalOf(undefined),
      }),
  };
}

/** The changes of an update, as `action stack/logicalId properties`. */
export const shown = (
  changes: readonly {
    action: string;
    stack: string;
    logicalId: string;
    properties: readonly string[];
  }[],
) =>
  changes.map(({ action, stack, logicalId, properties }) =>
    [action, `${stack}/${logicalId}`, ...properties].join(' '),
  );
