import type { Action } from '../../../platform/Call.ts';
import { type LogGroup, messageOf } from '../createLogGroup.ts';
import type { LogStore } from '../LogStore.ts';
import { noSuchStream, parseInput } from '../errors.ts';
import { streamEventsInput } from '../inputs.ts';
import { pageToken, readPageToken } from '../pageTokens.ts';
import { groupOf } from './groupOf.ts';
import { sizeOf } from './outputEvents.ts';

/** Documented: a page has at most 1 MB. */
const MOST_BYTES = 1_048_576;

/**
 * One stream's events, oldest first; without `startFromHead` its newest page. Both tokens are always there, and at an end the
 * one that was sent comes back.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export const getLogEvents =
  (store: LogStore): Action =>
  async (given: unknown) => {
    const input = parseInput(streamEventsInput, given);
    const group = groupOf(store, input);
    if (!group.streams.has(input.logStreamName)) throw noSuchStream();
    const { nextToken, startFromHead } = input;
    const { first, end } = group.range();
    const { direction, at } =
      nextToken === undefined
        ? startFromHead
          ? ({ direction: 'f', at: first } as const)
          : ({ direction: 'b', at: end - 1 } as const)
        : readPageToken(nextToken);
    const found = readPage(group, { ...input, direction, at });
    const oldest = found.at(0)?.sequence ?? at + (direction === 'f' ? 0 : 1);
    const newest = found.at(-1)?.sequence ?? at - (direction === 'f' ? 1 : 0);
    return {
      events: found.map(({ output }) => output),
      nextForwardToken: pageToken({ direction: 'f', at: newest + 1 }),
      nextBackwardToken: pageToken({ direction: 'b', at: Math.max(oldest - 1, 0) }),
    };
  };

interface PageRequest {
  readonly logStreamName: string;
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
  readonly limit: number;
  readonly direction: 'f' | 'b';
  readonly at: number;
}

function readPage(group: LogGroup, request: PageRequest) {
  const { logStreamName, startTime = -Infinity, endTime = Infinity, limit, direction, at } = request;
  const { first, end } = group.range();
  const step = direction === 'f' ? 1 : -1;
  const found: { readonly sequence: number; readonly output: object }[] = [];
  let bytes = 0;
  let sequence = direction === 'f' ? Math.max(at, first) : Math.min(at, end - 1);
  for (; sequence >= first && sequence < end && found.length < limit; sequence += step) {
    const event = group.at(sequence);
    const { timestamp, stream } = event;
    // Documented: the start counts in, the end does not.
    if (stream.name !== logStreamName || timestamp < startTime || timestamp >= endTime) continue;
    const message = messageOf(event);
    bytes += sizeOf(message);
    if (bytes > MOST_BYTES && found.length > 0) break;
    found.push({ sequence, output: { timestamp, message, ingestionTime: timestamp } });
  }
  return direction === 'f' ? found : found.reverse();
}
