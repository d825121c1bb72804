import type { Action } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import type { LogGroup, LogStream } from '../createLogGroup.ts';
import { groupArn, type LogStore } from '../LogStore.ts';
import { invalidParameter, parseInput } from '../errors.ts';
import { groupsInput, streamsInput } from '../inputs.ts';
import { pageToken, readPageToken } from '../pageTokens.ts';
import { groupOf } from './groupOf.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups =
  ({ world, groups }: LogStore): Action =>
  async (given: unknown) => {
    const input = parseInput(groupsInput, given);
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
    if (prefix !== undefined && pattern !== undefined)
      throw invalidParameter('Specify either logGroupNamePrefix or logGroupNamePattern.');
    const matching = [...groups.values()].filter(
      ({ name }) => name.startsWith(prefix ?? '') && name.includes(pattern ?? ''),
    );
    const { page, nextToken } = pageOf(matching.sort(byName), input);
    return { logGroups: page.map((group) => describeGroup(world, group)), ...nextToken };
  };

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams =
  (store: LogStore): Action =>
  async (given: unknown) => {
    const input = parseInput(streamsInput, given);
    const group = groupOf(store, input);
    const { logStreamNamePrefix: prefix, orderBy, descending } = input;
    if (orderBy === 'LastEventTime' && prefix !== undefined)
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    const matching = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''));
    const sorted = matching.sort(orderBy === 'LastEventTime' ? byLastEvent : byName);
    if (descending) sorted.reverse();
    const { page, nextToken } = pageOf(sorted, input);
    const arn = groupArn(store.world.account, group.name);
    return { logStreams: page.map((stream) => describeStream(arn, stream)), ...nextToken };
  };

const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
  one.name < other.name ? -1 : 1;

const byLastEvent = (one: LogStream, other: LogStream) =>
  (one.lastEventAt ?? one.createdAt) - (other.lastEventAt ?? other.createdAt);

function pageOf<Item>(
  all: readonly Item[],
  { nextToken, limit }: { readonly nextToken?: string | undefined; readonly limit: number },
) {
  const from = nextToken === undefined ? 0 : readPageToken(nextToken).at;
  const end = from + limit;
  return {
    page: all.slice(from, end),
    nextToken: end < all.length && { nextToken: pageToken({ direction: 'f', at: end }) },
  };
}

function describeGroup({ account }: World, { name, createdAt, retentionInDays, size }: LogGroup) {
  const logGroupArn = groupArn(account, name);
  return {
    logGroupName: name,
    creationTime: createdAt,
    ...(retentionInDays !== undefined && { retentionInDays }),
    metricFilterCount: 0,
    arn: `${logGroupArn}:*`,
    storedBytes: size,
    logGroupClass: 'STANDARD',
    logGroupArn,
  };
}

const describeStream = (groupsArn: string, stream: LogStream) => ({
  logStreamName: stream.name,
  creationTime: stream.createdAt,
  ...(stream.lastEventAt !== undefined && {
    firstEventTimestamp: stream.firstEventAt,
    lastEventTimestamp: stream.lastEventAt,
    lastIngestionTime: stream.lastEventAt,
  }),
  arn: `${groupsArn}:log-stream:${stream.name}`,
  storedBytes: 0,
});
