import { AwsError } from '../../../platform/AwsError.ts';
import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import { endOf, type StreamState } from './StreamState.ts';
import { streamRecord } from './streamRecord.ts';
import type { ChangedItem, TableStreams } from './TableStreams.ts';
import type { Commit } from '../writes/Write.ts';

export function createTableStreams(world: World): TableStreams {
  const streams = new Map<string, StreamState>();
  const listeners = new Map<string, Set<() => void>>();

  const stateOf = (streamArn: string) => {
    const stream = streams.get(streamArn);
    if (!stream) throw notFound(streamArn);
    trim(stream, world.clock.now());
    return stream;
  };

  const record = (change: ChangedItem, commit: Commit) => {
    const { StreamSpecification, LatestStreamArn } = change.table.description;
    if (!StreamSpecification?.StreamEnabled) return undefined;
    const stream = stateOf(LatestStreamArn!);
    stream.entries.push({ record: streamRecord(world, stream, change, commit), traceId: commit.traceId });
    return stream.arn;
  };

  return {
    stateOf,
    all: () => [...streams.values()],
    open(stream) {
      const shardId = `shardId-${String(stream.openedAt).padStart(20, '0')}-${world.random.text(8, HEX)}`;
      streams.set(stream.arn, { ...stream, shardId, entries: [], trimmed: 0, ended: false });
    },
    end(streamArn) {
      stateOf(streamArn).ended = true;
    },
    append(changed, commit) {
      const told = new Set(changed.map((change) => record(change, commit)));
      for (const arn of told) for (const listener of listeners.get(arn ?? '') ?? []) listener();
    },
    positionAt: (arn, start) => (start === 'LATEST' ? endOf(stateOf(arn)) : stateOf(arn).trimmed),
    read(arn, position, limit) {
      const { trimmed, entries } = stateOf(arn);
      const first = Math.max(position - trimmed, 0);
      const records = entries.slice(first, first + limit);
      return { records, position: trimmed + first + records.length };
    },
    onAppend(arn, listener) {
      const { arn: known } = stateOf(arn);
      const told = listeners.get(known) ?? new Set();
      listeners.set(known, told.add(listener));
      return () => void told.delete(listener);
    },
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.DataRetention */
const RETENTION_MS = 24 * 60 * 60 * 1000;

function trim(stream: StreamState, now: number): void {
  const oldest = Math.floor((now - RETENTION_MS) / 1000);
  const kept = stream.entries.findIndex(({ record }) => record.dynamodb.ApproximateCreationDateTime > oldest);
  const gone = kept === -1 ? stream.entries.length : kept;
  if (gone === 0) return;
  stream.entries = stream.entries.slice(gone);
  stream.trimmed += gone;
}

const notFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
