import { anApprovedBooking } from '../../journeys/authorization/things.ts';
import type { Operation } from './Operation.ts';
import { notIds, refused, UNKNOWN } from './values.ts';

export const payments: readonly Operation[] = [
  {
    field: 'Mutation.payBooking',
    good: async ({ desk }) => {
      const owner = await desk.tenant();
      return { bookingId: await anApprovedBooking({ desk, owner, otherTenant: owner }) };
    },
    bad: { bookingId: [...notIds, ...refused('NotFound', ...UNKNOWN)] },
  },
];
