import { util } from '@aws-appsync/utils';
import type { Stay } from '../../model/bookings/stays.ts';

/** A person's request in progress for an apartment, as its row has it. */
export interface Claim extends Stay {
  readonly bookingId: string;
  readonly userId: string;
  readonly apartmentId: string;
  readonly clientToken?: string;
  /** ISO 8601: from then on another claim may replace it. */
  readonly heldUntil: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

interface Wanted extends Stay {
  readonly clientToken?: string | null;
}

const MILLISECONDS_OF_HOUR = 3600000;

/** When a claim made now ends, for the row and for its time to live. */
export function holdOf(hours: number) {
  const until = util.time.nowEpochMilliSeconds() + hours * MILLISECONDS_OF_HOUR;
  return {
    heldUntil: util.time.epochMilliSecondsToISO8601(until),
    // Rounded up: what holds must not be swept.
    ttl: util.time.epochMilliSecondsToSeconds(until) + 1,
  };
}

/** Whether a claim was made by this very request, sent before under the same client token. */
export const isSameRequest = (claim: Claim | null | undefined, wanted: Wanted) =>
  !!claim &&
  !!wanted.clientToken &&
  claim.clientToken === wanted.clientToken &&
  claim.startDate === wanted.startDate &&
  claim.endDate === wanted.endDate;
