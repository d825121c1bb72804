import { createEventSourceMappings } from '../../../../local/services/eventSourceMappings/createEventSourceMappings.ts';
import type { EventSourceMapping } from '../../../../local/services/eventSourceMappings/EventSourceMappings.ts';
import { testCall } from '../../../support/serveActions.ts';
import { arnOfQueue, givenSqs } from '../sqs/givenSqs.ts';
import { functionArn, givenFunction, type Invocation } from './givenFunction.ts';

const noStreams = {
  shardIdOf: () => 'shardId-1',
  positionAt: () => 0,
  read: () => ({ records: [], position: 0 }),
  onAppend: () => () => undefined,
};

/** A queue `q`, a function, and a mapping between the two once `map` is called. */
export async function givenQueueMapping(
  handle: (invocation: Invocation) => unknown,
  attributes: Record<string, string> = {},
  name = 'q',
) {
  const given = givenSqs();
  const { world, sqs, act, givenQueue } = given;
  const QueueUrl = await givenQueue(name, attributes);
  const { lambda, invocations } = givenFunction(world, handle);
  const mappings = createEventSourceMappings(world, { sqs, lambda, streams: noStreams });

  return {
    ...given,
    mappings,
    invocations,
    QueueUrl,
    map(mapping: Partial<EventSourceMapping> = {}) {
      mappings.create({
        uuid: 'mapping-1',
        eventSourceArn: arnOfQueue(name),
        functionArn,
        enabled: true,
        batchSize: 10,
        maximumBatchingWindowMs: 0,
        reportBatchItemFailures: false,
        filters: [],
        ...mapping,
      });
    },
    async send(bodies: readonly string[], more: object = {}, call = testCall) {
      for (let sent = 0; sent < bodies.length; sent += 10) {
        const Entries = bodies
          .slice(sent, sent + 10)
          .map((MessageBody, index) => ({ Id: `${index}`, MessageBody, ...more }));
        await act('SendMessageBatch', { QueueUrl, Entries }, call);
      }
    },
    /** Messages in the queue, hidden ones included. */
    async left(): Promise<number> {
      const { Attributes } = await act('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
      return (
        Number(Attributes.ApproximateNumberOfMessages) +
        Number(Attributes.ApproximateNumberOfMessagesNotVisible)
      );
    },
    bodies: () => invocations.map(({ records }) => records.map(({ body }) => body)),
  };
}
