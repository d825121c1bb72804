import { type Activity, createActivity } from './Activity.ts';
import type { Clock } from './Clock.ts';
import { createFeed, type Feed } from './Feed.ts';
import { createRandomness, type Randomness } from './Randomness.ts';
import { createClock } from './createClock.ts';
import { describeError } from './errors.ts';
import { type Journal, noJournal } from './journal/Journal.ts';

/** What every service stands on: one time, one chance, one feed, one memory, one account. */
export interface World {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly feed: Feed;
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
  /** What outlives the process. @default everything is gone with it */
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
  const failed = (error: unknown) =>
    feed.publish({
      kind: 'failure',
      traceId: null,
      source: 'clock',
      code: 'InternalFailure',
      message: describeError(error),
    });
  const clock = createClock({ activity, failed, ...(frozenAt === undefined ? {} : { frozenAt }) });
  const feed = createFeed(clock);
  return {
    activity,
    clock,
    random: createRandomness(seed),
    feed,
    journal,
    account: { accountId, region, partition: 'aws' },
  };
}
