import { util } from '@aws-appsync/utils';
import { bookingKindOf, type StoredBooking } from '../../model/bookings/kinds.ts';
import { statusAt } from '../../model/bookings/states.ts';

/** A stored booking as the API tells it now: of its GraphQL type, and in the status its times have brought. */
export const bookingResult = (row: StoredBooking) => ({
  ...row,
  __typename: bookingKindOf(row),
  status: statusAt(row, util.time.nowISO8601()),
});
