import { AwsError } from '../../../platform/AwsError.ts';
import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import { endOf, type StreamState } from './StreamState.ts';
import { forgetEntries, noteEntry, notedStreams, noteStream } from './streamLog.ts';
import { streamRecord } from './streamRecord.ts';
import type { ChangedItem, TableStreams } from './TableStreams.ts';
import type { Commit } from '../writes/Write.ts';

export function createTableStreams(world: World): TableStreams {
  const { journal } = world;
  const streams = new Map([...notedStreams(journal)].map((stream) => [stream.arn, stream]));
  const listeners = new Map<string, Set<() => void>>();

  const stateOf = (streamArn: string) => {
    const stream = streams.get(streamArn);
    if (!stream) throw notFound(streamArn);
    trim(stream, world);
    return stream;
  };

  const record = (change: ChangedItem, commit: Commit) => {
    const { StreamSpecification, LatestStreamArn } = change.table.description;
    if (!StreamSpecification?.StreamEnabled) return undefined;
    const stream = stateOf(LatestStreamArn!);
    const entry = { record: streamRecord(world, stream, change, commit), traceId: commit.traceId };
    noteEntry(journal, stream.arn, endOf(stream), entry);
    stream.entries.push(entry);
    return stream.arn;
  };

  return {
    stateOf,
    all: () => [...streams.values()],
    open(stream) {
      if (streams.has(stream.arn)) return;
      const shardId = `shardId-${String(stream.openedAt).padStart(20, '0')}-${world.random.text(8, HEX)}`;
      const opened: StreamState = { ...stream, shardId, entries: [], trimmed: 0, ended: false };
      streams.set(stream.arn, opened);
      noteStream(journal, opened);
    },
    end(streamArn) {
      const stream = stateOf(streamArn);
      stream.ended = true;
      noteStream(journal, stream);
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

function trim(stream: StreamState, { clock, journal }: World): void {
  const oldest = Math.floor((clock.now() - RETENTION_MS) / 1000);
  const kept = stream.entries.findIndex(({ record }) => record.dynamodb.ApproximateCreationDateTime > oldest);
  const gone = kept === -1 ? stream.entries.length : kept;
  if (gone === 0) return;
  forgetEntries(journal, stream.arn, stream.trimmed, gone);
  stream.entries = stream.entries.slice(gone);
  stream.trimmed += gone;
  noteStream(journal, stream);
}

const notFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
