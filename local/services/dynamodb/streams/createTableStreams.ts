import { AwsError } from '../../../platform/AwsError.ts';
import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import { newTraceId } from '../../../platform/traceIds.ts';
import { createAlarm } from '../../../platform/createAlarm.ts';
import type { Journal } from '../../../platform/journal/Journal.ts';
import type { StreamEntry, Streams } from '../DynamoDb.ts';
import { enabledStreamOf } from '../tables/Table.ts';
import type { ChangedItem, Commit } from '../writes/Write.ts';
import { endPosition, streamRecord, type StreamState } from './StreamState.ts';

/** Streams by ARN: those in use, and those that ended. */
export interface TableStreams extends Streams {
  /** Begins a stream of a table, unless it is there already. */
  open(
    stream: Pick<StreamState, 'arn' | 'label' | 'tableName' | 'keySchema' | 'viewType' | 'openedAt'>,
  ): void;
  /** Ends a stream; its records stay readable. */
  end(streamArn: string): void;
  /**
   * Records what changed in each table that has a stream, in order, and calls the listeners.
   * @param recorded is called before them, with the trace of each record. @default - nothing is
   */
  append(
    changed: readonly ChangedItem[],
    commit: Commit,
    recorded?: (traceIds: ReadonlyMap<string, string>) => void,
  ): void;
  /** The stream, without records older than a day. Throws `ResourceNotFoundException` for an unknown ARN. */
  stateOf(streamArn: string): StreamState;
  all(): readonly StreamState[];
}

export function createTableStreams(world: World): TableStreams {
  const { journal } = world;
  const streams = new Map([...journaledStreams(journal)].map((stream) => [stream.arn, stream]));
  const listeners = new Map<string, Set<() => void>>();

  const trimming = startTrimming(world, streams);

  const stateOf = (streamArn: string) => {
    const stream = streams.get(streamArn);
    if (!stream) throw streamNotFound(streamArn);
    trimStream(stream, world);
    return stream;
  };

  const record = (change: ChangedItem, commit: Commit, traceIds: Map<string, string>) => {
    const enabled = enabledStreamOf(change.table.description);
    if (!enabled) return undefined;
    const stream = stateOf(enabled.arn);
    // A stream's record carries no trace: whoever reads it begins another, unless the item itself says which it belongs to.
    // https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html lists no streams of DynamoDB.
    const traceId = newTraceId(world.clock.now(), world.random);
    const entry = { record: streamRecord(world, stream, change, commit), traceId };
    journalEntry(journal, stream.arn, endPosition(stream), entry);
    stream.entries.push(entry);
    traceIds.set(change.key, traceId);
    if (stream.entries.length === 1) trimming.within(RETENTION_MS);
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
      journalStream(journal, opened);
    },
    end(streamArn) {
      const stream = stateOf(streamArn);
      Object.assign(stream, { ended: true, endedAt: world.clock.now() });
      trimming.within(RETENTION_MS);
      journalStream(journal, stream);
    },
    append(changed, commit, recorded) {
      const traceIds = new Map<string, string>();
      const appended = new Set(changed.map((change) => record(change, commit, traceIds)));
      recorded?.(traceIds);
      for (const arn of appended) for (const listener of listeners.get(arn ?? '') ?? []) listener();
    },
    positionAt: (arn, start) => (start === 'LATEST' ? endPosition(stateOf(arn)) : stateOf(arn).trimmed),
    shardIdOf: (arn) => stateOf(arn).shardId,
    read(arn, position, limit) {
      const { trimmed, entries } = stateOf(arn);
      const first = Math.max(position - trimmed, 0);
      const records = entries.slice(first, first + limit);
      return { records, position: trimmed + first + records.length };
    },
    onAppend(arn, listener) {
      const ofStream = listeners.get(stateOf(arn).arn) ?? new Set();
      listeners.set(arn, ofStream.add(listener));
      return () => void ofStream.delete(listener);
    },
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.DataRetention */
const RETENTION_MS = 24 * 60 * 60 * 1000;
/** Chosen: how much longer records of an idle table may be held. */
const TRIM_EVERY_MS = 10 * 60 * 1000;

/** Trims streams from time to time, whether anybody uses them or not, and forgets those that ended a day ago. */
function startTrimming(world: World, streams: Map<string, StreamState>) {
  const { clock, journal } = world;
  const within = (ms: number) => alarm.setTo(clock.now() + ms + TRIM_EVERY_MS);

  const trim = (stream: StreamState) => {
    trimStream(stream, world);
    const { arn, entries, endedAt } = stream;
    if (endedAt === undefined || entries.length > 0 || endedAt + RETENTION_MS > clock.now()) return;
    streams.delete(arn);
    journal.append([{ tree: STREAMS, key: arn }]);
  };

  const alarm = createAlarm(clock, () => {
    for (const stream of [...streams.values()]) trim(stream);
    const moments = [...streams.values()].flatMap(({ entries: [first], endedAt }) =>
      first ? first.record.dynamodb.ApproximateCreationDateTime * 1000 : (endedAt ?? []),
    );
    if (moments.length > 0) within(Math.max(Math.min(...moments) + RETENTION_MS - clock.now(), 0));
  });

  // What an earlier run left.
  if (streams.size > 0) within(0);
  return { within };
}

function trimStream(stream: StreamState, { clock, journal }: World): void {
  const oldest = Math.floor((clock.now() - RETENTION_MS) / 1000);
  const kept = stream.entries.findIndex(({ record }) => record.dynamodb.ApproximateCreationDateTime > oldest);
  const gone = kept === -1 ? stream.entries.length : kept;
  if (gone === 0) return;
  journalTrim(journal, stream.arn, stream.trimmed, gone);
  stream.entries = stream.entries.slice(gone);
  stream.trimmed += gone;
  journalStream(journal, stream);
}

const streamNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);

const STREAMS = 'streams';
const entriesOf = (arn: string) => `stream/${arn}`;
const keyOf = (position: number) => String(position);

/** Keeps a stream's state, and the position of its first record. */
function journalStream(journal: Journal, { entries: _, ...stream }: StreamState): void {
  journal.append([{ tree: STREAMS, key: stream.arn, value: stream }]);
}

function journalEntry(journal: Journal, arn: string, position: number, entry: StreamEntry): void {
  journal.append([{ tree: entriesOf(arn), key: keyOf(position), value: entry }]);
}

function journalTrim(journal: Journal, arn: string, from: number, count: number): void {
  const tree = entriesOf(arn);
  journal.append(Array.from({ length: count }, (_, at) => ({ tree, key: keyOf(from + at) })));
}

/** Every stream that the journal knows, with the records it still keeps. */
function* journaledStreams(journal: Journal): Generator<StreamState> {
  for (const [arn, stream] of journal.entries(STREAMS)) {
    const entries = [...journal.entries(entriesOf(arn))].map(([, entry]) => entry as StreamEntry); // By `journalEntry`.
    yield { ...(stream as Omit<StreamState, 'entries'>), entries }; // By `journalStream`.
  }
}
