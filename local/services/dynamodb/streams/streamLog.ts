import type { Journal } from '../../../platform/journal/Journal.ts';
import type { StreamEntry } from '../DynamoDb.ts';
import type { StreamState } from './StreamState.ts';

const STREAMS = 'streams';
const entriesOf = (arn: string) => `stream/${arn}`;
const keyOf = (position: number) => String(position);

/** Notes what a stream is, and where its records begin. */
export function noteStream(journal: Journal, { entries: _, ...stream }: StreamState): void {
  journal.append([{ tree: STREAMS, key: stream.arn, value: stream }]);
}

export function noteEntry(journal: Journal, arn: string, position: number, entry: StreamEntry): void {
  journal.append([{ tree: entriesOf(arn), key: keyOf(position), value: entry }]);
}

export function forgetEntries(journal: Journal, arn: string, from: number, count: number): void {
  const tree = entriesOf(arn);
  journal.append(Array.from({ length: count }, (_, at) => ({ tree, key: keyOf(from + at) })));
}

/** Every stream that the journal knows, with the records it still keeps. */
export function* notedStreams(journal: Journal): Generator<StreamState> {
  for (const [arn, stream] of journal.entries(STREAMS)) {
    const entries = [...journal.entries(entriesOf(arn))].map(([, entry]): StreamEntry => entry);
    yield { ...stream, entries };
  }
}
