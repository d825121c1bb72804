import * as when from '../../journeys/notifications/when.ts';
import * as whenBookings from '../../journeys/when.ts';
import type { Bad, Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import { invalid, invalidFor, LONG, notIds, notNames, pages, refused, UNKNOWN } from './values.ts';

const anEntry = async ({ desk, tenant }: Scene) => {
  const [entry] = await when.inbox(desk.admin, { userId: tenant.id });
  return { id: entry!['id'] as string, userId: tenant.id };
};

const quietHours = { from: '22:00', to: '07:30', timeZone: 'Europe/Berlin' };

const notTimes = invalid('', '7:30', '24:00', '12:60', '12-30', '12:30:00', '１２:30', 'ab:cd', '12:3');

const notZones: Bad[] = invalid(
  '',
  'Europe',
  'Europe/Atlantis',
  'europe/berlin',
  'Europe/Berlin Europe/Rome',
  '+01:00',
);

/** Every use of every field of notifications. */
export const notifications: readonly Operation[] = [
  ...pages('Query.notifications', 'inboxOfTenant', ['inboxOfOther', 'ordersOfTenant', 'paidByTenant'], {
    good: ({ tenant }) => ({ userId: tenant.id, unreadOnly: false }),
    bad: { userId: notIds, unreadOnly: [] },
  }),
  {
    field: 'Query.notificationPreferences',
    good: async ({ tenant }) => ({ userId: tenant.id }),
    bad: { userId: notIds },
  },
  {
    field: 'Mutation.setNotificationPreferences',
    good: async () => ({ input: { channels: ['EMAIL', 'TEXT'], language: 'DE', quietHours } }),
    bad: {
      'input.channels': invalid(['TEXT', 'TEXT'], ['EMAIL', 'TEXT', 'EMAIL']),
      'input.channels[0]': [],
      'input.language': [],
      'input.quietHours': invalidFor('quietHours.to', { ...quietHours, to: quietHours.from }),
      'input.quietHours.from': notTimes,
      'input.quietHours.to': notTimes,
      'input.quietHours.timeZone': notZones,
    },
  },
  {
    field: 'Mutation.markNotificationsRead',
    // Of the caller's own inbox, an Admin's.
    good: async ({ desk }) => ({ ids: [await ownEntry(desk)] }),
    bad: {
      ids: [
        ...invalid(
          [],
          Array.from({ length: 51 }, (_, index) => `id-${index}`),
        ),
      ],
      'ids[0]': [...notIds, ...refused('NotFound', ...UNKNOWN)],
    },
  },
  // Before another code is asked for.
  {
    field: 'Mutation.verifyPhone',
    good: async ({ desk }) => ({ code: await ownCode(desk) }),
    bad: {
      code: invalid('', ' ', '12345', '1234567', 'abcdef', '１２３４５６', '12 456', LONG),
    },
  },
  {
    field: 'Mutation.changePhone',
    good: async () => ({ phone: '+491701230000' }),
    // Some are nobody's number; others cost much, or are where nobody lives.
    bad: { phone: invalid('4155550100', '14155550100', '+88213000000', '+79005550100') },
  },
  {
    field: 'Mutation.notifyWhenInStock',
    good: async ({ desk }) => {
      await when.hasSoldOut(desk, 'sold-out');
      return { sku: 'sold-out', wanted: true };
    },
    bad: { sku: [...notNames, ...refused('NotFound', ...UNKNOWN)], wanted: [] },
  },
  ...pages('Query.stockWatches', 'stockWatches', ['inboxOfTenant', 'skus', 'orders'], {
    good: () => ({}),
    bad: {},
  }),
  {
    field: 'Mutation.publishNotification',
    caller: 'role',
    good: async (scene) => ({ ...(await anEntry(scene)), traceId: '1-697dee40-0123456789abcdef01234567' }),
    bad: {
      id: [...notIds, ...refused('NotFound', ...UNKNOWN)],
      userId: [...notIds, ...refused('NotFound', ...UNKNOWN)],
      // What is no trace id counts for none.
      traceId: [],
    },
    takesAny: ['traceId'],
  },
  {
    field: 'Subscription.onNotification',
    good: async ({ tenant }) => ({ userId: tenant.id }),
    bad: { userId: notIds },
  },
];

/** An entry that an Admin was told of: a booking of their own was approved. */
async function ownEntry(desk: Scene['desk']) {
  const id = await whenBookings.hasBooked(desk, desk.admin, whenBookings.aStay(await desk.apartment()));
  await whenBookings.confirms(desk, desk.admin, id);
  await desk.cloud.settles();
  const [entry] = await when.inbox(desk.admin);
  return entry!['id'] as string;
}

/** The code that an Admin was sent. */
async function ownCode(desk: Scene['desk']) {
  await desk.admin.graphql(when.CHANGE_PHONE, { phone: '+491701230077' });
  await desk.cloud.settles();
  return when.codeIn(when.sentTo(desk, '+491701230077').at(-1)?.body ?? '');
}
