import { util } from '@aws-appsync/utils';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { statusAt } from '../../model/bookings/states.ts';
import { failedCondition } from '../failedCondition.ts';
import { refuse } from '../refuse.ts';

/** Why an item stopped its transaction, as AppSync tells it. */
export interface Reason {
  readonly type: string;
  readonly item?: Record<string, unknown>;
}

/** Ends the field where a transaction found the booking changed (first item) or the event there (second). */
export function explainMove([booking, event]: Reason[]): void {
  if (failedCondition(booking)) {
    const item = booking?.item as StoredBooking | undefined;
    const status = item ? statusAt(item, util.time.nowISO8601()) : null;
    refuse('StateConflict', 'The booking has changed', { status });
  }
  if (failedCondition(event)) refuse('StateConflict', 'The booking was in this status before');
}
