import type { Call } from '../../../../local/platform/Call.ts';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import { createWorld } from '../../../../local/platform/World.ts';
import { createEvents } from '../../../../local/services/events/createEvents.ts';
import type { EventDelivery, EventTarget, EventTargets } from '../../../../local/services/events/Events.ts';
import { sqsTarget } from '../../../../local/services/events/createEventTargets.ts';
import { createSqs } from '../../../../local/services/sqs/createSqs.ts';

export const START = Date.UTC(2026, 0, 31, 12);

export const caller: Call = {
  traceId: '1-697dee40-0123456789abcdef01234567',
  principal: { arn: 'arn:aws:iam::000000000000:role/caller', accessKeyId: 'AKIA' },
};

/** EventBridge beside a real SQS, with one more kind of target, `custom`, that does as the test says. */
export function createBench(custom: EventTarget = async () => {}, more: EventTargets = {}) {
  const world = createWorld({ frozenAt: START, seed: 7 });
  const sqs = createSqs(world);
  const delivered: (EventDelivery & { traceId: string })[] = [];
  const events = createEvents(world, {
    sqs,
    targets: {
      sqs: sqsTarget(sqs),
      custom: async (delivery, call) => {
        delivered.push({ ...delivery, traceId: call.traceId });
        return custom(delivery, call);
      },
      ...more,
    },
  });
  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => records.push(record));

  const act = (action: string, input: object = {}) => events.actions[action]!(input, caller);

  return {
    world,
    events,
    sqs,
    delivered,
    records,
    act,
    async rule(pattern: object, target: object = {}, rule: object = {}) {
      await act('PutRule', { Name: 'rule', EventPattern: JSON.stringify(pattern), ...rule });
      await act('PutTargets', { Rule: 'rule', Targets: [{ Id: 'one', Arn: customArn('one'), ...target }] });
    },
    put: (...entries: object[]) => act('PutEvents', { Entries: entries.map(entry) }),
    async queue(name: string) {
      const { QueueUrl } = await sqs.actions['CreateQueue']!({ QueueName: name }, caller);
      return {
        arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
        messages: async (): Promise<any[]> =>
          (
            await sqs.actions['ReceiveMessage']!(
              {
                QueueUrl,
                MaxNumberOfMessages: 10,
                MessageAttributeNames: ['All'],
                MessageSystemAttributeNames: ['All'],
              },
              caller,
            )
          ).Messages ?? [],
      };
    },
  };
}

export const customArn = (name: string) => `arn:aws:custom:us-east-1:000000000000:${name}`;

const entry = (entryFields: object) => ({
  Source: 'shop',
  DetailType: 'sold',
  Detail: '{"n":1}',
  ...entryFields,
});
