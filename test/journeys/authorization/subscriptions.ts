import * as whenOrders from '../orders/when.ts';
import * as when from '../when.ts';
import { everyUser, ownerAndStaff, type Operation } from './Operation.ts';
import { anOrder, aPendingBooking } from './things.ts';

const isConfirmed: Operation['happens'] = async (scene, { bookingId }) => {
  const id = (bookingId as string | undefined) ?? (await aPendingBooking(scene));
  return () => when.confirms(scene.desk, scene.desk.admin, id);
};

const isCanceled: Operation['happens'] = async (scene, { orderId }) => {
  const id = (orderId as string | undefined) ?? (await anOrder(scene));
  return () => whenOrders.moves(scene.desk, scene.desk.admin, 'cancelOrder', id);
};

const isRestocked: Operation['happens'] = async ({ desk }, { sku }) => {
  return () =>
    whenOrders.restocks(desk, (sku as string | undefined) ?? 'lamp', 1, desk.cloud.world.random.uuid());
};

/** Every use of every field of Subscription. */
export const subscriptions: readonly Operation[] = [
  {
    field: 'Subscription.onBookingStatus',
    use: 'naming nobody',
    query: when.STATUSES,
    happens: isConfirmed,
    given: async () => ({}),
    outcomes: { ...ownerAndStaff, otherTenant: 'silence' },
  },
  {
    field: 'Subscription.onBookingStatus',
    use: "of the owner's booking",
    query: when.STATUSES,
    happens: isConfirmed,
    given: async (scene) => ({ bookingId: await aPendingBooking(scene) }),
    outcomes: { ...ownerAndStaff, otherTenant: 'silence' },
  },
  {
    field: 'Subscription.onBookingStatus',
    use: 'naming the owner',
    query: when.STATUSES,
    happens: isConfirmed,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Subscription.onOrderStatus',
    use: 'naming nobody',
    query: whenOrders.ORDER_STATUSES,
    happens: isCanceled,
    given: async () => ({}),
    outcomes: { ...ownerAndStaff, otherTenant: 'silence' },
  },
  {
    field: 'Subscription.onOrderStatus',
    use: "of the owner's order",
    query: whenOrders.ORDER_STATUSES,
    happens: isCanceled,
    given: async (scene) => ({ orderId: await anOrder(scene) }),
    outcomes: { ...ownerAndStaff, otherTenant: 'silence' },
  },
  {
    field: 'Subscription.onOrderStatus',
    use: 'naming the owner',
    query: whenOrders.ORDER_STATUSES,
    happens: isCanceled,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Subscription.onStockLevel',
    query: whenOrders.STOCK_LEVELS,
    happens: isRestocked,
    given: async () => ({}),
    outcomes: everyUser,
  },
];
