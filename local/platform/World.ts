import { type Activity, createActivity } from './Activity.ts';
import type { Clock } from './Clock.ts';
import { createFeed, type Feed } from './Feed.ts';
import { createRandomness, type Randomness } from './Randomness.ts';
import { createClock } from './createClock.ts';
import { describeError } from './errors.ts';
import { type Journal, noJournal } from './journal/Journal.ts';
import { createMetrics, type Metrics } from './metrics/createMetrics.ts';

/** What all services share: the clock, the randomness, the feed, the metrics, the journal and the account. */
export interface World {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly feed: Feed;
  readonly metrics: Metrics;
  readonly activity: Activity;
  readonly journal: Journal;
  readonly account: Account;
}

export interface Account {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

export interface WorldOptions {
  /** Epoch milliseconds at which time stands still until it is advanced by hand. @default time runs */
  readonly frozenAt?: number;
  /** The same seed gives the same ids. @default drawn from the machine */
  readonly seed?: number;
  /** @default us-east-1 */
  readonly region?: string;
  /** @default 000000000000 */
  readonly accountId?: string;
  /** Keeps data between starts. @default everything is lost when the process ends */
  readonly journal?: Journal;
}

export function createWorld({
  frozenAt,
  seed,
  region = 'us-east-1',
  accountId = '000000000000',
  journal = noJournal,
}: WorldOptions = {}): World {
  const activity = createActivity();
  const onError = (error: unknown) =>
    feed.publish({
      kind: 'failure',
      traceId: null,
      source: 'clock',
      code: 'InternalFailure',
      message: describeError(error),
    });
  const clock = createClock({ activity, onError, ...(frozenAt === undefined ? {} : { frozenAt }) });
  const feed = createFeed(clock);
  return {
    activity,
    clock,
    random: createRandomness(seed),
    feed,
    metrics: createMetrics(clock, feed),
    journal,
    account: { accountId, region, partition: 'aws' },
  };
}
