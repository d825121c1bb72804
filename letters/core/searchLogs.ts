import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from './clients.ts';
import type { LogEvent } from './logLines.ts';

export interface LogSearch {
  readonly logGroup: string;
  readonly pattern: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly stop?: AbortSignal | undefined;
}

/** Events that one search returns at most, and requests that it makes: chosen, a minute's work at CloudWatch's rate. */
const MAX_EVENTS = 50_000;
const MAX_PAGES = 300;

export interface LogSearchResult {
  /** In the order of time. */
  readonly events: readonly LogEvent[];
  /** False where the search was ended by its bounds. */
  readonly complete: boolean;
}

/**
 * Searches a log group. A page may be empty and still be followed by another.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function searchLogs(
  { logs }: Pick<Clients, 'logs'>,
  { logGroup, pattern, from, to, stop }: LogSearch,
): Promise<LogSearchResult> {
  const events: LogEvent[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MAX_PAGES && events.length < MAX_EVENTS && !stop?.aborted; page++) {
    const answer = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: logGroup,
        filterPattern: pattern,
        startTime: Math.max(0, Math.floor(from)),
        endTime: Math.ceil(to),
        ...(nextToken && { nextToken }),
      }),
    );
    for (const { timestamp = 0, logStreamName = '', message = '' } of answer.events ?? [])
      events.push({ timestamp, stream: logStreamName, message });
    nextToken = answer.nextToken;
    if (!nextToken) return { events: inOrder(events), complete: true };
  }
  return { events: inOrder(events), complete: false };
}

const inOrder = (events: LogEvent[]) => events.sort((one, other) => one.timestamp - other.timestamp);
