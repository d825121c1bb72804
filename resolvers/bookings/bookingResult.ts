import { util } from '@aws-appsync/utils';
import { kindOf, type Booked } from '../../model/bookings/kinds.ts';
import { statusAt } from '../../model/bookings/states.ts';

/** A stored booking as the API tells it now: of its GraphQL type, and in the status its times have brought. */
export const bookingResult = (row: Booked) => ({
  ...row,
  __typename: kindOf(row),
  status: statusAt(row, util.time.nowISO8601()),
});
