import * as whenBookings from '../when.ts';
import * as when from '../notifications/when.ts';
import { admins, everyUser, ownerAndAdmins, type Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import { aPendingBooking } from './things.ts';

/** An approval that the owner is told of, made by the returned function. */
const isApproved: Operation['happens'] = async (scene) => {
  const id = await aPendingBooking(scene);
  return () => whenBookings.confirms(scene.desk, scene.desk.admin, id);
};

const anEntry = async (scene: Scene) => {
  await (
    await isApproved(scene, {})
  )();
  await scene.desk.cloud.settles();
  const [entry] = await when.inbox(scene.owner);
  return entry!['id'] as string;
};

/** Every use of every field of notifications, in the order of the schema. */
export const notifications: readonly Operation[] = [
  {
    field: 'Query.notifications',
    use: 'naming nobody',
    query: when.INBOX,
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.notifications',
    use: 'of the owner',
    query: when.INBOX,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: { ...ownerAndAdmins, disabled: 'yes' },
  },
  {
    field: 'Query.notificationPreferences',
    query: when.PREFERENCES,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: { ...ownerAndAdmins, disabled: 'yes' },
  },
  {
    field: 'Mutation.setNotificationPreferences',
    query: when.SET,
    given: async () => ({ input: { language: 'DE' } }),
    outcomes: everyUser,
  },
  {
    field: 'Mutation.markNotificationsRead',
    query: when.MARK,
    given: async (scene) => ({ ids: [await anEntry(scene)] }),
    // Another's entry is not in the caller's own inbox.
    outcomes: { ...everyUser, otherTenant: 'NotFound', caretaker: 'NotFound', admin: 'NotFound' },
  },
  {
    field: 'Mutation.changePhone',
    query: when.CHANGE_PHONE,
    given: async () => ({ phone: '+491701230000' }),
    outcomes: { ...everyUser, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.verifyPhone',
    query: when.VERIFY,
    // Only the owner was sent this code.
    given: async ({ desk, owner }) => {
      await owner.graphql(when.CHANGE_PHONE, { phone: '+491701230099' });
      await desk.cloud.settles();
      return { code: when.codeIn(when.sentTo(desk, '+491701230099').at(-1)?.body ?? '') };
    },
    outcomes: {
      ...everyUser,
      ...{ otherTenant: 'InvalidArgument', caretaker: 'InvalidArgument', admin: 'InvalidArgument' },
    },
  },
  {
    field: 'Mutation.notifyWhenInStock',
    query: when.WATCH,
    given: async ({ desk }) => {
      const sku = desk.cloud.world.random.uuid();
      await when.hasSoldOut(desk, sku);
      return { sku };
    },
    outcomes: everyUser,
  },
  {
    field: 'Query.stockWatches',
    query: when.WATCHES,
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Mutation.publishNotification',
    query: 'mutation ($id: ID!, $userId: ID!) { publishNotification(id: $id, userId: $userId) { id } }',
    given: async (scene) => ({ id: await anEntry(scene), userId: scene.owner.id }),
    outcomes: { ...admins, admin: 'Unauthorized', role: 'yes' },
  },
  {
    field: 'Subscription.onNotification',
    use: 'naming nobody',
    query: when.NOTIFICATIONS,
    happens: isApproved,
    given: async () => ({}),
    outcomes: { ...everyUser, otherTenant: 'silence', caretaker: 'silence', admin: 'silence' },
  },
  {
    field: 'Subscription.onNotification',
    use: 'naming the owner',
    query: when.NOTIFICATIONS,
    happens: isApproved,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndAdmins,
  },
];
