import * as whenOrders from '../orders/when.ts';
import { admins, everyUser, ownerAndAdmins, ownerAndStaff, staff, type Operation } from './Operation.ts';
import { anOrder, aPaidOrder, aShippedOrder, aWish } from './things.ts';

const bus = { ...admins, admin: 'Unauthorized', role: 'yes' };
const updatedOn = '2027-01-20T10:00:00.000Z';

const move = (field: string) => `mutation ($orderId: ID!) { ${field}(orderId: $orderId) { id status } }`;

/** Every use of every mutation of orders and stock, in the order of the schema. */
export const orders: readonly Operation[] = [
  {
    field: 'Mutation.placeOrder',
    use: 'for oneself',
    query: whenOrders.PLACE,
    given: async ({ desk }) => ({ input: await aWish(desk) }),
    outcomes: { ...everyUser, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.placeOrder',
    use: 'for the owner, by name',
    query: whenOrders.PLACE,
    given: async ({ desk, owner }) => ({ input: { ...(await aWish(desk)), userId: owner.id } }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.cancelOrder',
    use: 'without stock',
    query: move('cancelOrder'),
    given: async (scene) => ({ orderId: await anOrder(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Mutation.cancelOrder',
    use: 'once paid',
    query: move('cancelOrder'),
    given: async (scene) => ({ orderId: await aPaidOrder(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Mutation.shipOrder',
    query: move('shipOrder'),
    given: async (scene) => ({ orderId: await aPaidOrder(scene) }),
    outcomes: staff,
  },
  {
    field: 'Mutation.deliverOrder',
    query: move('deliverOrder'),
    given: async (scene) => ({ orderId: await aShippedOrder(scene) }),
    outcomes: staff,
  },
  {
    field: 'Mutation.restockSku',
    query: whenOrders.RESTOCK,
    given: async ({ desk }) => ({
      input: { sku: 'lamp', units: 1, lotId: desk.cloud.world.random.uuid() },
    }),
    outcomes: staff,
  },
  {
    field: 'Mutation.simulateRawEvent',
    query: 'mutation ($input: RawEventInput!) { simulateRawEvent(input: $input) }',
    given: async (scene) => {
      const raw = whenOrders.aRawEvent(await anOrder(scene), 'GOSSIP');
      return { input: { ...raw, eventData: JSON.stringify(raw.eventData) } };
    },
    outcomes: admins,
  },
  {
    field: 'Mutation.publishOrderStatus',
    query: `mutation ($orderId: ID!, $userId: ID!, $updatedOn: AWSDateTime!) {
      publishOrderStatus(orderId: $orderId, userId: $userId, status: SHIPPED, updatedOn: $updatedOn) { orderId }
    }`,
    given: async (scene) => ({ orderId: await anOrder(scene), userId: scene.owner.id, updatedOn }),
    outcomes: bus,
  },
  {
    field: 'Mutation.publishStockLevel',
    query: `mutation ($updatedOn: AWSDateTime!) {
      publishStockLevel(sku: "lamp", units: "1", version: "1", updatedOn: $updatedOn) { sku }
    }`,
    given: async () => ({ updatedOn }),
    outcomes: bus,
  },
];
