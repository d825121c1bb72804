import { createEventSourceMappings } from '../../../../local/services/eventSourceMappings/createEventSourceMappings.ts';
import type { EventSourceMapping } from '../../../../local/services/eventSourceMappings/EventSourceMappings.ts';
import type { StreamEntry, Streams } from '../../../../local/services/dynamodb/DynamoDb.ts';
import { arnOfQueue, givenSqs } from '../sqs/givenSqs.ts';
import { functionArn, givenFunction, type Invocation } from './givenFunction.ts';

export const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2030-01-01T00:00:00.000';

/** A table's stream that `append` writes to, a function, and a mapping between the two once `map` is called. */
export function givenStreamMapping(handle: (invocation: Invocation) => unknown) {
  const given = givenSqs();
  const { world, sqs } = given;
  const entries: StreamEntry[] = [];
  const listeners = new Set<() => void>();
  const streams: Streams = {
    shardIdOf: () => 'shardId-1',
    positionAt: (_arn, start) => (start === 'LATEST' ? entries.length : 0),
    read(_arn, position, limit) {
      const records = entries.slice(position, position + limit);
      return { records, position: position + records.length };
    },
    onAppend(_arn, listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const { lambda, invocations } = givenFunction(world, handle);
  const mappings = createEventSourceMappings(world, { sqs, lambda, streams });

  return {
    ...given,
    mappings,
    invocations,
    /** One record an id; sequence numbers count from 1. */
    append(...ids: string[]) {
      for (const id of ids) {
        entries.push(entryOf(id, `${entries.length + 1}`, world.clock.now()));
        for (const listener of listeners) listener();
      }
    },
    map(mapping: Partial<EventSourceMapping> = {}) {
      mappings.create({
        uuid: 'mapping-1',
        eventSourceArn: streamArn,
        functionArn,
        enabled: true,
        batchSize: 100,
        maximumBatchingWindowMs: 0,
        reportBatchItemFailures: false,
        filters: [],
        startingPosition: 'TRIM_HORIZON',
        ...mapping,
      });
    },
    ids: () => invocations.map(idsOf),
    onFailureArn: arnOfQueue('failures'),
  };
}

export const idsOf = ({ records }: Invocation): string[] => records.map(({ dynamodb }) => dynamodb.Keys.id.S);

const entryOf = (id: string, SequenceNumber: string, now: number): StreamEntry => ({
  traceId: `1-00000000-${SequenceNumber.padStart(24, '0')}`,
  record: {
    eventID: SequenceNumber,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    eventSourceARN: streamArn,
    dynamodb: {
      ApproximateCreationDateTime: now / 1000,
      Keys: { id: { S: id } },
      SequenceNumber,
      SizeBytes: 3,
      StreamViewType: 'KEYS_ONLY',
    },
  },
});
