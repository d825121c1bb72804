import { complaintOf } from './complaintOf.ts';
import { createActivity } from './createActivity.ts';
import { createClock } from './createClock.ts';
import { createFeed } from './createFeed.ts';
import { createRandomness } from './createRandomness.ts';
import type { Journal } from './journal/Journal.ts';
import { noJournal } from './journal/noJournal.ts';
import type { World } from './World.ts';

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
      message: complaintOf(error),
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
