import { reasonOf } from '../reasons.ts';

/**
 * Where a letter is: in its queue, or what took it away. `GONE` was moved or deleted by others than our own runs, or was
 * kept longer than its queue keeps anything.
 */
export const deadLetterStatuses = ['OPEN', 'REDRIVEN', 'EDITED', 'DISCARDED', 'GONE'] as const;
export type DeadLetterStatus = (typeof deadLetterStatuses)[number];

/** The statuses of a letter that is in its queue no more. */
export type ClosedStatus = Exclude<DeadLetterStatus, 'OPEN'>;

/** What the owner of an order or a booking is told while a message about it is a dead letter. */
export const DELAYED_REASON = 'delayed: we are looking into it';

/** What staff is told: also which letter it is, and what happened. */
export const delayedReasonOf = (letter: {
  readonly errorCode: string;
  readonly failingStep: string;
  readonly letterId: string;
}) => {
  const { letterId, errorCode, failingStep } = letter;
  return reasonOf(
    `${DELAYED_REASON} (dead letter ${letterId}: ${errorCode} at ${failingStep || 'an unknown step'})`,
  );
};
