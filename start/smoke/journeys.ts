import { addProduct, createStore } from '../catalog.ts';
import type { Session } from '../connect.ts';
import { emailOf } from './createOperator.ts';
import type { Statuses } from './watchStatuses.ts';

/** Whom and what the journeys share. */
export interface Stage {
  /** In the name of all that is made, so that it can be told from other people's. */
  readonly run: string;
  readonly admin: Session;
  readonly caretaker: Session;
  readonly tenant: Session;
  readonly statuses: Statuses;
  /** What has been made that later journeys need. */
  readonly made: { apartmentId?: string; bookingId?: string };
  /** Notes how something is removed again: what was made last is removed first. */
  undo(what: string, remove: () => Promise<unknown>): void;
  /** Notes what the API cannot remove. */
  stays(what: string): void;
}

export interface Journey {
  /** A claim that holds if it went well. */
  readonly name: string;
  /** Whether it asks the payment gateway for money. */
  readonly charges?: true;
  run(stage: Stage): Promise<void>;
}

/** In order; each may rest on those before it. */
export const journeys: readonly Journey[] = [
  {
    name: 'an admin, a caretaker and a tenant have accounts',
    async run(stage) {
      for (const [session, userType] of [
        [stage.admin, 'ADMIN'],
        [stage.caretaker, 'CARETAKER'],
        [stage.tenant, 'TENANT'],
      ] as const)
        await createAccount(stage, session, userType);
    },
  },
  {
    name: 'the admin builds an apartment',
    async run({ run, admin, made, undo }) {
      const address = { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' };
      const input = { name: run, numberOfApartments: 1, address };
      const buildingId = await make(admin, CREATE_BUILDING, input);
      undo(`building ${run}`, () => admin.graphql(DELETE_BUILDING, { id: buildingId }));
      const apartmentId = await make(admin, CREATE_APARTMENT, { ...anApartment, buildingId });
      undo(`apartment of building ${run}`, () => admin.graphql(DELETE_APARTMENT, { id: apartmentId }));
      made.apartmentId = apartmentId;
    },
  },
  {
    name: 'the tenant’s stay is stored and its status arrives',
    async run({ tenant, made, statuses, undo, stays }) {
      const input = { apartmentId: made.apartmentId, ...stayFrom(DAYS_AHEAD) };
      const id = await make(tenant, BOOK, input);
      made.bookingId = id;
      undo(`booking ${id}`, () => tenant.graphql(CANCEL_BOOKING, { id }));
      stays(`booking ${id}, cancelled`);
      await statuses.until(id, 'PENDING');
    },
  },
  {
    name: 'the tenant may not confirm it, the caretaker does',
    async run({ tenant, caretaker, made, statuses }) {
      const refused = await tenant.graphql(CONFIRM, { id: made.bookingId }).then(
        () => false,
        () => true,
      );
      if (!refused) throw new Error('a tenant confirmed a booking');
      await caretaker.graphql(CONFIRM, { id: made.bookingId });
      await statuses.until(made.bookingId ?? '', 'APPROVED');
    },
  },
  {
    name: 'the caretaker opens a store and offers a SKU in it, which nobody gets for less',
    async run({ run, caretaker, tenant, undo, stays }) {
      const store = { name: run, location: '1 Quay Street', participating: true };
      const storeId = await createStore(caretaker, store);
      undo(`store ${run}`, () => caretaker.graphql(CLOSE_STORE, { id: storeId, version: 1 }));
      stays(`store ${run}, closed, and what it offered, removed`);
      const product = { storeId, name: run, description: 'For a smoke test', sku: run, price: 1 };
      const { id, version } = await addProduct(caretaker, product);
      undo(`product ${run}`, () => caretaker.graphql(REMOVE_PRODUCT, { id, version }));
      const cheaper = { orderId: `${run}-cheap`, lines: [{ sku: run, units: 1, price: 0.01 }] };
      const refused = await tenant.graphql(PLACE, { input: cheaper }).then(
        () => false,
        () => true,
      );
      if (!refused) throw new Error('a tenant named a price');
    },
  },
  {
    name: 'an order of what is not in stock is refused, and nobody pays',
    async run({ run, tenant, statuses, stays }) {
      const orderId = `${run}-none`;
      await tenant.graphql(PLACE, { input: { orderId, lines: [{ sku: run, units: 1 }] } });
      stays(`order ${orderId}, refused`);
      await statuses.until(orderId, 'STOCK_DEPLETED');
    },
  },
  {
    name: 'the stay is paid',
    charges: true,
    async run({ tenant, made, statuses }) {
      await tenant.graphql(PAY, { id: made.bookingId });
      await statuses.until(made.bookingId ?? '', 'PAID');
    },
  },
  {
    name: 'an order of what is in stock is paid',
    charges: true,
    async run({ run, caretaker, tenant, statuses, undo, stays }) {
      await caretaker.graphql(RESTOCK, { input: { sku: run, units: 1, lotId: run } });
      stays(`SKU ${run} with its unit`);
      await statuses.until(run, 'IN_STOCK');
      const orderId = `${run}-paid`;
      await tenant.graphql(PLACE, { input: { orderId, lines: [{ sku: run, units: 1, price: 1 }] } });
      undo(`order ${orderId}`, () => tenant.graphql(CANCEL_ORDER, { id: orderId }));
      stays(`order ${orderId}, cancelled`);
      await statuses.until(orderId, 'PAYMENT_ACCEPTED');
    },
  },
];

async function createAccount({ admin, undo }: Stage, { username, graphql }: Session, userType: string) {
  const input = {
    email: emailOf(username),
    firstName: 'Smoke',
    lastName: username,
    userType,
    verified: false,
  };
  const id = await make({ graphql }, CREATE_ACCOUNT, input);
  undo(`account of ${username}`, () => admin.graphql(DELETE_ACCOUNT, { id }));
}

/** Runs a mutation of one field, and returns the id in its answer. */
async function make({ graphql }: Pick<Session, 'graphql'>, mutation: string, input: object): Promise<string> {
  const [answer] = Object.values(await graphql<Record<string, { readonly id: string }>>(mutation, { input }));
  if (!answer) throw new Error(`nothing was answered to ${mutation}`);
  return answer.id;
}

const anApartment = { apartmentNumber: '101', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 2, kitchen: true };

/** Far enough for nobody to be in a hurry. */
const DAYS_AHEAD = 90;
const DAY_MS = 86_400_000;

const stayFrom = (days: number) => ({ startDate: dayIn(days), endDate: dayIn(days + 2) });
const dayIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const CREATE_ACCOUNT = 'mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }';
const DELETE_ACCOUNT = 'mutation ($id: ID!) { deleteUserAccount(id: $id) }';
const CREATE_BUILDING = 'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }';
const CREATE_APARTMENT = 'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }';
const DELETE_BUILDING = 'mutation ($id: ID!) { deleteBuilding(id: $id) }';
const DELETE_APARTMENT = 'mutation ($id: ID!) { deleteApartment(id: $id) }';
const BOOK =
  'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id status } }';
const CONFIRM = onBooking('confirmBooking');
const PAY = onBooking('payBooking');
const CANCEL_BOOKING = onBooking('cancelBooking');
const CLOSE_STORE = `mutation ($id: ID!, $version: Int!) {
  disableStoreParticipation(storeId: $id, expectedVersion: $version) { id }
}`;
const REMOVE_PRODUCT = `mutation ($id: ID!, $version: Int!) {
  removeProduct(productId: $id, expectedVersion: $version) { id }
}`;
const PLACE = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';
const CANCEL_ORDER = 'mutation ($id: ID!) { cancelOrder(orderId: $id) { id status } }';
const RESTOCK = 'mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id status } }';

// A mutation publishes nothing of itself here, so it needs only name what it changed.
function onBooking(field: string): string {
  return `mutation ($id: ID!) { ${field}(bookingId: $id) { id status } }`;
}
