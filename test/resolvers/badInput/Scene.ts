import * as given from '../../journeys/given.ts';
import * as givenSagas from '../../journeys/sagas/given.ts';
import * as whenLetters from '../../journeys/deadLetters/when.ts';
import * as whenCatalog from '../../journeys/catalog/when.ts';
import * as whenTold from '../../journeys/notifications/when.ts';
import * as whenLists from '../../journeys/fulfilment/when.ts';
import * as whenSearching from '../../journeys/search/when.ts';
import * as when from '../../journeys/when.ts';
import {
  address,
  anAppointment,
  aPaidOrder,
  BOOK_SERVICE,
  CREATE_BUILDING,
} from '../../journeys/authorization/things.ts';

/** What the operations are about. */
export interface Scene {
  readonly desk: given.Frontdesk;
  readonly tenant: given.Person;
  readonly buildingId: string;
  readonly apartmentId: string;
  /** A store with a product of this SKU. */
  readonly storeId: string;
  readonly productId: string;
  readonly sku: string;
  /** The tenant's. */
  readonly orderId: string;
  /** `nextToken`s: of the scene's building, apartment, tenant and order, and of another of each. */
  readonly tokens: Readonly<Record<TokenName, string>>;
}

export type TokenName =
  | 'users'
  | 'buildings'
  | 'buildingsOfOwner'
  | 'buildingsOfArea'
  | 'apartments'
  | 'otherApartments'
  | 'bookingsOfTenant'
  | 'bookingsOfOther'
  | 'bookingsOfApartment'
  | 'bookingsOfOtherApartment'
  | 'appointments'
  | 'skus'
  | 'stores'
  | 'productsOfStore'
  | 'productsOfOtherStore'
  | 'orders'
  | 'ordersOfTenant'
  | 'ordersOfOther'
  | 'foundOrders'
  | 'payments'
  | 'paymentsOfOrder'
  | 'paymentsOfOtherOrder'
  | 'paidByTenant'
  | 'paidByOther'
  | 'invoicesOfTenant'
  | 'invoicesOfOther'
  | 'stuckSagas'
  | 'lists'
  | 'listsOfHouse'
  | 'listsOfOtherHouse'
  | 'inboxOfTenant'
  | 'inboxOfOther'
  | 'stockWatches'
  | 'deadLetters'
  | 'deadLettersOfQueue';

const CREATE_APARTMENT = 'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }';
const page = (field: string, argument?: string) =>
  argument
    ? `query ($page: Pagination, $id: ID!) { list: ${field}(${argument}: $id, pagination: $page) { nextToken } }`
    : `query ($page: Pagination) { list: ${field}(pagination: $page) { nextToken } }`;

/**
 * A desk with two buildings, an apartment in each, two stores that sell two products each, two tenants who asked for a stay in both
 * and for goods, and two dead letters.
 */
export async function setScene(): Promise<Scene> {
  const desk = await given.frontdesk();
  const [tenant, other] = [await desk.tenant(), await desk.tenant()];
  const { buildings, apartments } = await build(desk, [tenant, other]);
  const orders: string[] = [];
  for (const owner of [tenant, other]) orders.push(await aPaidOrder({ desk, owner, otherTenant: owner }));

  const { stores, productId, sku } = await openStores(desk);
  for (const _ of [1, 2]) await givenSagas.aWaitingSaga(desk);
  for (const junk of ['one', 'two']) await whenLetters.sendsJunk(desk, 'RestockSku', junk);
  await whenLetters.looksForLetters(desk);
  const [letter] = (await whenLetters.letters(desk.admin)).items;

  await putLists(desk, tenant);

  const token = async (query: string, id?: string, session = desk.admin): Promise<string> =>
    (await session.graphql(query, { page: { limit: 1 }, id }))['list'].nextToken;
  const perBuilding = page('listApartments', 'buildingId');
  const perApartment = page('getAllBookingsPerApartment', 'apartmentId');
  const perStore = page('catalog', 'storeId');
  const perOrder = page('listOrderPayments', 'orderId');
  const tokens = {
    users: await token(page('getAllUserAccounts')),
    buildings: await token(page('listBuildings')),
    buildingsOfOwner: await token(page('buildingsByOwner')),
    buildingsOfArea: await token(
      'query ($page: Pagination) { list: buildingsByArea(country: "DE", city: "Hamburg", pagination: $page) { nextToken } }',
    ),
    apartments: await token(perBuilding, buildings[0]),
    otherApartments: await token(perBuilding, buildings[1]),
    bookingsOfTenant: await token(page('bookingsPerUser'), undefined, tenant),
    bookingsOfOther: await token(page('bookingsPerUser'), undefined, other),
    bookingsOfApartment: await token(perApartment, apartments[0]),
    bookingsOfOtherApartment: await token(perApartment, apartments[1]),
    appointments: await token(page('pendingAppointments')),
    skus: await token(page('listSkus')),
    stores: await token(page('listStores')),
    productsOfStore: await token(perStore, stores[0]),
    productsOfOtherStore: await token(perStore, stores[1]),
    orders: await token(page('listOrders')),
    ordersOfTenant: await token(page('listOrders'), undefined, tenant),
    ordersOfOther: await token(page('listOrders'), undefined, other),
    foundOrders: await tokenOfSearch(desk, tenant),
    payments: await token(page('listOrderPayments')),
    paymentsOfOrder: await token(perOrder, orders[0]),
    paymentsOfOtherOrder: await token(perOrder, orders[1]),
    ...(await paidTokens(token, tenant, other)),
    stuckSagas: await token(page('stuckSagas')),
    ...(await listTokens(token)),
    deadLetters: await token(page('deadLetters')),
    deadLettersOfQueue: (
      await whenLetters.letters(desk.admin, { queue: letter.queue, pagination: { limit: 1 } })
    ).nextToken,
  };
  return {
    ...{ desk, tenant, tokens, productId, sku },
    buildingId: buildings[0]!,
    apartmentId: apartments[0]!,
    storeId: stores[0]!,
    orderId: orders[0]!,
  };
}

/** Two shopping lists in each of two houses, and an Admin who waits for stock. */
async function putLists(desk: given.Frontdesk, { id: userId }: given.Person) {
  for (const buildingId of ['house-1', 'house-1', 'house-2', 'house-2'])
    await whenLists.hasList(desk, { userId, status: 'PENDING', buildingId });
  await waitsForStock(desk);
}

/** An Admin waits for what is sold out. */
async function waitsForStock(desk: given.Frontdesk) {
  await whenTold.hasSoldOut(desk, 'waited-for');
  await desk.admin.graphql(whenTold.WATCH, { sku: 'waited-for' });
}

async function listTokens(token: (query: string, id?: string) => Promise<string>) {
  const perHouse = page('shoppingLists', 'buildingId');
  return {
    lists: await token(page('shoppingLists')),
    stockWatches: await token(page('stockWatches')),
    listsOfHouse: await token(perHouse, 'house-1'),
    listsOfOtherHouse: await token(perHouse, 'house-2'),
  };
}

/** Names every list of a filter, and finds two orders of the tenant. */
export const LOBBY = { storeIds: ['lobby'], skus: ['found-rolls'] };

/** Stores what is found past the API: nothing of it is in stock. */
async function tokenOfSearch(desk: given.Frontdesk, { id: userId }: given.Person): Promise<string> {
  const lines = [{ sku: 'found-rolls', units: 1, priceCents: 100, storeId: 'lobby' }];
  const createdOn = new Date(given.NOW).toISOString();
  const orderOf = (orderId: string) => ({
    order: { orderId, userId, lines, amountCents: 100, createdOn },
    status: 'DELIVERED' as const,
  });
  await whenSearching.stores(desk, ['found-1', 'found-2'].map(orderOf));
  const pagination = { limit: 1 };
  return (await whenSearching.searches(desk.admin, LOBBY, { pagination })).nextToken ?? '';
}

/** Two buildings with an apartment each, for which all of the people have asked, as for an appointment. */
async function build(desk: given.Frontdesk, people: readonly given.Person[]) {
  const house = { name: 'House', numberOfApartments: 2, address };
  const flat = { apartmentNumber: '1', numberOfRooms: 1, kitchen: true, apartmentType: 'VILLA' };
  const buildings: string[] = [];
  const apartments: string[] = [];
  for (const _ of [1, 2]) {
    const { createBuilding } = await desk.admin.graphql(CREATE_BUILDING, { input: house });
    const input = { ...flat, buildingId: createBuilding.id };
    const { createApartment } = await desk.admin.graphql(CREATE_APARTMENT, { input });
    buildings.push(createBuilding.id);
    apartments.push(createApartment.id);
    for (const person of people) await when.hasBooked(desk, person, when.aStay(createApartment.id));
  }
  for (const person of people) await person.graphql(BOOK_SERVICE, { input: await anAppointment(desk) });
  await desk.cloud.settles();
  return { buildings, apartments };
}

/** Two stores with two products each; the first product of the first has the SKU. */
async function openStores(desk: given.Frontdesk) {
  const stores = [await whenCatalog.hasStore(desk), await whenCatalog.hasStore(desk)];
  const sku = 'six-rolls';
  const [first, second] = stores;
  const productId = await whenCatalog.hasProduct(desk, { storeId: first!, ...whenCatalog.rolls(sku) });
  for (const storeId of [first!, second!, second!]) await whenCatalog.hasProduct(desk, { storeId });
  return { stores, productId, sku };
}

/** Of what two people paid, of their invoices and their inboxes. */
const paidTokens = async (
  token: (query: string, id: undefined, session: given.Person) => Promise<string>,
  tenant: given.Person,
  other: given.Person,
) => ({
  paidByTenant: await token(page('paymentsPerUser'), undefined, tenant),
  paidByOther: await token(page('paymentsPerUser'), undefined, other),
  invoicesOfTenant: await token(page('invoicesPerUser'), undefined, tenant),
  invoicesOfOther: await token(page('invoicesPerUser'), undefined, other),
  // Both were told of their orders.
  inboxOfTenant: await token(page('notifications'), undefined, tenant),
  inboxOfOther: await token(page('notifications'), undefined, other),
});
