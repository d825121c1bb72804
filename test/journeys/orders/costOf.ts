import type { FeedRecord } from '../../../local/platform/Feed.ts';
import type { Frontdesk } from '../given.ts';

/** What happened while something was done, and until nothing was left to do. */
export async function recordsOf({ cloud }: Frontdesk, act: () => Promise<unknown>): Promise<FeedRecord[]> {
  const records: FeedRecord[] = [];
  const stop = cloud.world.feed.subscribe((record) => void records.push(record));
  await act();
  await cloud.settles();
  stop();
  return records;
}

/** The simulated gateway's own records are not our costs. */
const isOurs = (record: FeedRecord) =>
  record.kind !== 'write' || !String(record.keys['pk']).startsWith('GATEWAY#');

/** What AWS charges for. */
export function costOf(records: readonly FeedRecord[]) {
  const all = <Kind extends FeedRecord['kind']>(kind: Kind) =>
    records
      .filter(isOurs)
      .filter((record): record is Extract<FeedRecord, { kind: Kind }> => record.kind === kind);
  const sum = (entries: readonly { readonly units: number }[]) =>
    entries.reduce((total, { units }) => total + units, 0);
  const messages = all('message').filter(({ change }) => ['sent', 'received', 'deleted'].includes(change));
  return {
    writeUnits: sum(all('write')),
    readUnits: sum(all('read')),
    graphqlOperations: all('request').length,
    queueRequests: messages.length,
    invocations: all('invocation').length,
    busEvents: all('event').length,
    deliveries: all('delivery').length,
    /** The log lines of each invocation together. */
    logBytes: all('log').map(({ line }) => line.length),
  };
}

/** Milliseconds of an invocation, assumed, as in the README. */
const INVOCATION_SECONDS = 0.05;
const MEMORY_GB = 0.25;

/**
 * The price of a million of the same, in USD by list prices of us-east-1 without free tiers: write and read units, events through a pipe
 * and the bus, requests to SQS, invocations. Not what the API and logs cost.
 */
export const priceOfMillion = (cost: ReturnType<typeof costOf>): number =>
  cost.writeUnits * 0.625 +
  cost.readUnits * 0.125 +
  cost.busEvents * (1 + 0.4) +
  cost.queueRequests * 0.4 +
  cost.invocations * (0.2 + INVOCATION_SECONDS * MEMORY_GB * 13.3334);
