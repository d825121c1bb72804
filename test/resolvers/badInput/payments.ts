import { anApprovedBooking, aHeldBooking } from '../../journeys/authorization/things.ts';
import type { Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import { invalid, nothing, notIds, pages, refused, UNKNOWN } from './values.ts';

const bookingIds = { bookingId: [...notIds, ...refused('NotFound', ...UNKNOWN)] };

export const payments: readonly Operation[] = [
  {
    field: 'Mutation.payBooking',
    good: async ({ desk }) => {
      const owner = await desk.tenant();
      return { bookingId: await anApprovedBooking({ desk, owner, otherTenant: owner }) };
    },
    bad: bookingIds,
  },
  {
    field: 'Mutation.authorizePayment',
    good: async ({ desk }) => {
      const owner = await desk.tenant();
      return { bookingId: await anApprovedBooking({ desk, owner, otherTenant: owner }) };
    },
    bad: bookingIds,
  },
  ...['Mutation.confirmPayment', 'Mutation.voidPayment'].map((field) => ({
    field,
    good: async ({ desk }: Scene) => {
      const owner = await desk.tenant();
      return { bookingId: await aHeldBooking({ desk, owner, otherTenant: owner }) };
    },
    bad: bookingIds,
  })),
  {
    field: 'Query.paymentOfBooking',
    good: async ({ desk }) => {
      const owner = await desk.tenant();
      return { bookingId: await aHeldBooking({ desk, owner, otherTenant: owner }) };
    },
    bad: { bookingId: [...notIds, ...nothing(...UNKNOWN)] },
  },
  {
    field: 'Query.invoice',
    good: async ({ orderId }) => ({ id: `order:${orderId}` }),
    bad: {
      id: [
        ...notIds,
        ...invalid('order:', 'booking:', 'order:a#b', 'booking:<b>', 'ORDER:x', `order:${'x'.repeat(65)}`),
        ...invalid(...UNKNOWN),
        ...nothing(...UNKNOWN.flatMap((id) => [`order:${id}`, `booking:${id}`])),
      ],
    },
  },
  ...pages('Query.paymentsPerUser', 'paidByTenant', ['paidByOther', 'bookingsOfTenant', 'orders'], {
    good: ({ tenant }) => ({ userId: tenant.id }),
    bad: { userId: [...notIds, ...nothing(...UNKNOWN)] },
  }),
  ...pages('Query.invoicesPerUser', 'invoicesOfTenant', ['invoicesOfOther', 'paidByTenant', 'orders'], {
    good: ({ tenant }) => ({ userId: tenant.id }),
    bad: { userId: [...notIds, ...nothing(...UNKNOWN)] },
  }),
];
