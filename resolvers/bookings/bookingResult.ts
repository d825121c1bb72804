import { util } from '@aws-appsync/utils';
import { statusAt } from '../../model/bookings/states.ts';
import type { ApartmentBooking } from '../../model/schema.ts';

/** A stored booking as the API tells it now: of its GraphQL type, and expired once its hold has passed. */
export const bookingResult = (row: ApartmentBooking) => ({
  ...row,
  __typename: 'ApartmentBooking' as const,
  // A row never says QUEUED.
  status:
    row.status === 'QUEUED' ? row.status : statusAt({ ...row, status: row.status }, util.time.nowISO8601()),
});
