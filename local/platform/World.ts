import type { Activity } from './Activity.ts';
import type { Clock } from './Clock.ts';
import type { Feed } from './Feed.ts';
import type { Journal } from './journal/Journal.ts';
import type { Randomness } from './Randomness.ts';

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
