import * as when from '../when.ts';
import { ownerAndStaff, type Operation } from './Operation.ts';
import { aPendingBooking } from './things.ts';

/** Every use of every field of Subscription. */
export const subscriptions: readonly Operation[] = [
  {
    field: 'Subscription.onBookingStatus',
    use: 'naming nobody',
    query: when.STATUSES,
    given: async () => ({}),
    outcomes: { ...ownerAndStaff, otherTenant: 'silence' },
  },
  {
    field: 'Subscription.onBookingStatus',
    use: "of the owner's booking",
    query: when.STATUSES,
    given: async (scene) => ({ bookingId: await aPendingBooking(scene) }),
    outcomes: { ...ownerAndStaff, otherTenant: 'silence' },
  },
  {
    field: 'Subscription.onBookingStatus',
    use: 'naming the owner',
    query: when.STATUSES,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
];
