import { everyone, everyUser, ownerAndStaff, staff, type Operation } from './Operation.ts';
import { hasService } from '../services.ts';
import {
  aHeldBooking,
  anOrder,
  aPaidOrder,
  aPendingBooking,
  buildingOf,
  inhabitedBuildingOf,
} from './things.ts';

/** Every use of every field of Query, in the order of the schema. */
export const queries: readonly Operation[] = [
  {
    field: 'Query.getUserAccount',
    query: 'query ($id: ID!) { getUserAccount(id: $id) { id } }',
    given: async ({ owner }) => ({ id: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.getAllUserAccounts',
    query: '{ getAllUserAccounts { items { id } } }',
    given: async () => ({}),
    outcomes: staff,
  },
  {
    field: 'Query.getBuilding',
    query: 'query ($id: ID!) { getBuilding(id: $id) { id apartments { id } } }',
    given: async (scene) => ({ id: await buildingOf(scene) }),
    outcomes: everyone,
  },
  {
    field: 'Query.getBuilding',
    use: 'with its address',
    query: 'query ($id: ID!) { getBuilding(id: $id) { address { city } } }',
    given: async (scene) => ({ id: await buildingOf(scene) }),
    outcomes: everyUser,
  },
  {
    field: 'Query.getBuilding',
    use: 'with its owner',
    query: 'query ($id: ID!) { getBuilding(id: $id) { userId } }',
    given: async (scene) => ({ id: await buildingOf(scene) }),
    outcomes: staff,
  },
  {
    field: 'Query.getBuilding',
    use: 'with who lives and works there',
    query: 'query ($id: ID!) { getBuilding(id: $id) { apartments { tenant caretaker } } }',
    given: async (scene) => ({ id: await inhabitedBuildingOf(scene) }),
    outcomes: staff,
  },
  {
    field: 'Query.listBuildings',
    query: '{ listBuildings { items { id name } } }',
    given: async () => ({}),
    outcomes: everyone,
  },
  {
    field: 'Query.buildingsByOwner',
    query: 'query ($userId: ID) { buildingsByOwner(userId: $userId) { items { id } } }',
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.buildingsByArea',
    query: '{ buildingsByArea(country: "DE", city: "Hamburg") { items { id address { streetAddress } } } }',
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.listApartments',
    query: 'query ($buildingId: ID!) { listApartments(buildingId: $buildingId) { items { id } } }',
    given: async (scene) => ({ buildingId: await buildingOf(scene) }),
    outcomes: everyone,
  },
  {
    field: 'Query.apartment',
    query: 'query ($id: ID!) { apartment(id: $id) { id } }',
    given: async ({ desk }) => ({ id: await desk.apartment() }),
    outcomes: everyone,
  },
  {
    field: 'Query.apartment',
    use: 'with its taken nights',
    query: `query ($id: ID!) {
      apartment(id: $id) { takenNights(from: "2027-03-01", to: "2027-04-01") }
    }`,
    given: async ({ desk }) => ({ id: await desk.apartment() }),
    outcomes: everyUser,
  },
  {
    field: 'Query.apartment',
    use: 'with whether it is home, and the price of a stay',
    query: `query ($id: ID!) {
      apartment(id: $id) { isHome stayPrice(startDate: "2027-03-01", endDate: "2027-03-04") }
    }`,
    given: async ({ desk }) => ({ id: await desk.apartment() }),
    outcomes: everyUser,
  },
  {
    field: 'Query.apartment',
    use: 'with what waits for its nights',
    query: 'query ($id: ID!) { apartment(id: $id) { pendingBookings { items { id user { id } } } } }',
    given: async ({ desk }) => ({ id: await desk.apartment() }),
    outcomes: staff,
  },
  {
    field: 'Query.getBooking',
    query: 'query ($id: ID!) { getBooking(id: $id) { id } }',
    given: async (scene) => ({ id: await aPendingBooking(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.getBooking',
    use: 'with its user',
    query: 'query ($id: ID!) { getBooking(id: $id) { id user { id email } } }',
    given: async (scene) => ({ id: await aPendingBooking(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.availableSlots',
    query: `query ($id: ID!) {
      availableSlots(serviceId: $id, from: "2027-03-10", to: "2027-03-10") { dateTime free }
    }`,
    given: async ({ desk }) => ({ id: await hasService(desk) }),
    outcomes: everyUser,
  },
  {
    field: 'Query.bookingsPerUser',
    query: 'query ($userId: ID!) { bookingsPerUser(userId: $userId) { items { id } } }',
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.pendingAppointments',
    query: '{ pendingAppointments { items { id user { id } } } }',
    given: async () => ({}),
    outcomes: staff,
  },
  {
    field: 'Query.getAllBookingsPerApartment',
    query: `query ($apartmentId: ID!) {
      getAllBookingsPerApartment(apartmentId: $apartmentId) { items { id user { id } } }
    }`,
    given: async ({ desk }) => ({ apartmentId: await desk.apartment() }),
    outcomes: staff,
  },
  {
    field: 'Query.listSkus',
    query: '{ listSkus { items { sku units } } }',
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.order',
    query: `query ($orderId: ID!) {
      order(orderId: $orderId) { orderId timeline { eventData } payment { amount } }
    }`,
    given: async (scene) => ({ orderId: await aPaidOrder(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.listOrders',
    use: 'naming nobody',
    query: '{ listOrders { items { orderId } } }',
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.listOrders',
    use: 'naming the owner',
    query: 'query ($userId: ID) { listOrders(userId: $userId) { items { orderId status } } }',
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.searchOrders',
    use: 'naming nobody',
    query: '{ searchOrders(filter: { status: CREATED }) { items { orderId } } }',
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.searchOrders',
    use: 'of the owner',
    query: 'query ($userId: ID) { searchOrders(filter: { userId: $userId }) { items { orderId status } } }',
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.listOrderPayments',
    use: 'naming no order',
    query: '{ listOrderPayments { items { paymentId amount } } }',
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.listOrderPayments',
    use: "of the owner's order",
    query: 'query ($orderId: ID) { listOrderPayments(orderId: $orderId) { items { paymentId } } }',
    given: async (scene) => ({ orderId: await anOrder(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.paymentOfBooking',
    query: 'query ($bookingId: ID!) { paymentOfBooking(bookingId: $bookingId) { paymentId amount } }',
    given: async (scene) => ({ bookingId: await aHeldBooking(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.paymentsPerUser',
    query: 'query ($userId: ID) { paymentsPerUser(userId: $userId) { items { paymentId } } }',
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.invoice',
    query: 'query ($id: ID!) { invoice(id: $id) { id document } }',
    given: async (scene) => ({ id: `order:${await aPaidOrder(scene)}` }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.invoicesPerUser',
    query: 'query ($userId: ID) { invoicesPerUser(userId: $userId) { items { id } } }',
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
];
