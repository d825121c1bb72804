import type { Instant } from '../../platform/now.ts';
import type { TransactionItem } from '../../platform/transact.ts';
import type { Writes } from './entities.ts';

/** A letter, as far as the owner of what it is about is concerned. */
export interface DelayingLetter {
  readonly letterId: string;
  readonly entityType?: string | undefined;
  readonly entityId?: string | undefined;
  readonly errorCode: string;
  readonly failingStep?: string | undefined;
}

/** What a letter means for the order or booking that it is about, as that was stored a moment ago. */
export interface Delay {
  readonly ownerId: string;
  /** The writes that say so to its owner, if all is still as it was read; `outdated` otherwise. */
  begin(writes: Writes, now: Instant, ttl: number): TransactionItem<'outdated'>[];
  /** The writes that take it back. The owner is told unless other letters are still about the same. */
  end(writes: Writes, now: Instant): TransactionItem<'outdated'>[];
}
