import type { z } from 'zod';
import type { Action } from '../../../platform/Call.ts';
import { lengthOf, type LogEvent, type LogGroup, messageOf } from '../createLogGroup.ts';
import type { LogStore } from '../LogStore.ts';
import { invalidParameter, noSuchStream, parseInput } from '../errors.ts';
import { parseFilterPattern } from '../filterPatterns/parseFilterPattern.ts';
import { filterInput } from '../inputs.ts';
import { pageToken, readPageToken } from '../pageTokens.ts';
import { groupOf } from './groupOf.ts';
import { eventId, sizeOf } from './outputEvents.ts';

type FilterInput = z.output<typeof filterInput>;

/** Documented: a page has at most 1 MB. */
const MOST_BYTES = 1_048_576;
/**
 * Chosen: the events that one request looks at. A page may be empty and still have a token, as AWS documents; while one group is
 * searched, everybody else's requests wait.
 */
const MOST_SEARCHED = 5000;
/** Chosen, for the same reason: a pattern may have hundreds of terms, and an event a million characters. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents =
  (store: LogStore): Action =>
  async (given: unknown) => {
    const input = parseInput(filterInput, given);
    const group = groupOf(store, input);
    // Recorded: https://github.com/percona/rds_exporter/issues/81
    if (input.logStreamNames?.some((name) => !group.streams.has(name))) throw noSuchStream();
    const wanted = eventFilter(input);
    const { first, end } = group.range();
    const { direction, at } = startOf(input, group);
    const step = direction === 'f' ? 1 : -1;
    const events: object[] = [];
    let bytes = 0;
    let characters = 0;
    let next = direction === 'f' ? Math.max(at, first) : Math.min(at, end - 1);
    for (let searched = 0; next >= first && next < end && searched < MOST_SEARCHED; searched++) {
      if (characters > MOST_CHARACTERS) break;
      const event = group.at(next);
      characters += lengthOf(event);
      const message = wanted(event);
      if (message !== undefined) {
        bytes += sizeOf(message);
        if (events.length === input.limit || (bytes > MOST_BYTES && events.length > 0)) break;
        events.push(outputOf(event, message, next));
      }
      next += step;
    }
    const more = next >= first && next < end;
    // A list that is no longer filled, as AWS documents.
    return { events, searchedLogStreams: [], ...(more && { nextToken: pageToken({ direction, at: next }) }) };
  };

function startOf({ nextToken, startFromHead }: FilterInput, group: LogGroup) {
  if (nextToken !== undefined) return readPageToken(nextToken);
  return startFromHead
    ? ({ direction: 'f', at: 0 } as const)
    : ({ direction: 'b', at: group.range().end - 1 } as const);
}

/** Returns the text of an event that is asked for. */
function eventFilter(input: FilterInput): (event: LogEvent) => string | undefined {
  const { startTime = -Infinity, endTime = Infinity, logStreamNames, logStreamNamePrefix } = input;
  if (logStreamNames && logStreamNamePrefix !== undefined)
    throw invalidParameter('Cannot specify both logStreamNames and logStreamNamePrefix.');
  const names = logStreamNames && new Set(logStreamNames);
  const matches = parseFilterPattern(input.filterPattern);
  return (event) => {
    const { timestamp, stream } = event;
    if (timestamp < startTime || timestamp > endTime) return undefined;
    if (names && !names.has(stream.name)) return undefined;
    if (logStreamNamePrefix !== undefined && !stream.name.startsWith(logStreamNamePrefix)) return undefined;
    const message = messageOf(event);
    return matches(message) ? message : undefined;
  };
}

const outputOf = ({ stream, timestamp }: LogEvent, message: string, sequence: number) => ({
  logStreamName: stream.name,
  timestamp,
  message,
  ingestionTime: timestamp,
  eventId: eventId(timestamp, sequence),
});
