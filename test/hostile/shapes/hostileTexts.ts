import { stores } from '../../../start/shop.ts';
import type { Chance } from '../Chance.ts';
import type { Attack, Shape } from '../Attack.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { mutate } from './mutate.ts';
import { hostileText } from './values.ts';

/** An operation and variables that the backend would take. */
interface Operation {
  readonly by: 'admin' | 'caretaker' | 'tenant';
  readonly document: string;
  readonly variables: (known: Knowledge, chance: Chance) => Record<string, unknown>;
}

const operation = (by: Operation['by'], document: string, variables: Operation['variables']): Operation => ({
  by,
  document,
  variables,
});

const inputOf = (field: string, type: string, selection = '{ id }') =>
  `mutation ($input: ${type}!) { ${field}(input: $input) ${selection} }`;

/** What the seeded stores ask for it. */
const priceOf = (sku: string) =>
  stores.flatMap(({ products }) => products).find((product) => product.sku === sku)?.price ?? 1.5;

const DATES = { startDate: '2031-03-01', endDate: '2031-03-03' };

/** Every field that takes a string. */
export const operations: readonly Operation[] = [
  operation('tenant', inputOf('placeOrder', 'PlaceOrderInput'), (known, chance) => {
    const sku = chance.pick(known.skus);
    return { input: { orderId: `order-${chance.hex(12)}`, lines: [{ sku, units: 1, price: priceOf(sku) }] } };
  }),
  operation('tenant', inputOf('createApartmentBooking', 'CreateApartmentBookingInput'), (known, chance) => ({
    input: { apartmentId: chance.pick(known.apartmentIds), ...DATES, clientToken: chance.hex(8) },
  })),
  operation('tenant', inputOf('createServiceBooking', 'CreateServiceBookingInput'), (_, chance) => ({
    input: {
      serviceId: `service-${chance.int(0, 99)}`,
      serviceName: 'Cleaning',
      dateTime: '2031-03-01T10:00:00Z',
      clientToken: chance.hex(8),
    },
  })),
  operation('tenant', inputOf('updateBooking', 'UpdateBookingInput'), (_, chance) => ({
    input: { bookingId: chance.hex(26), ...DATES },
  })),
  operation('tenant', inputOf('updateUserAccount', 'UpdateUserInput'), () => ({
    input: { firstName: 'Tara', lastName: 'Obi' },
  })),
  operation('tenant', inputOf('createUserAccount', 'UserInput'), () => ({
    input: { email: 'a@frontdesk.example', firstName: 'a', lastName: 'b' },
  })),
  operation('caretaker', inputOf('restockSku', 'RestockSkuInput'), (known, chance) => ({
    input: { sku: chance.pick(known.skus), units: 1, lotId: `lot-${chance.hex(8)}` },
  })),
  operation('admin', inputOf('createBuilding', 'BuildingInput'), () => ({
    input: {
      name: 'House',
      numberOfApartments: 1,
      address: { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' },
    },
  })),
  operation('admin', inputOf('createApartment', 'ApartmentInput'), (known) => ({
    input: {
      buildingId: chance0(known.buildingIds),
      apartmentNumber: '1',
      numberOfRooms: 1,
      kitchen: true,
      apartmentType: 'VILLA',
    },
  })),
  operation(
    'admin',
    'mutation ($input: RawEventInput!) { simulateRawEvent(input: $input) }',
    (_, chance) => ({
      input: {
        pk: `EVENTS#ORDER_ID#hostile-${chance.hex(6)}`,
        sk: chance.hex(26),
        eventName: 'ORDER_SHIPPED_EVENT',
        eventData: '{"orderId":"hostile"}',
      },
    }),
  ),
  operation(
    'tenant',
    'query ($id: ID!) { getBooking(id: $id) { id } order(orderId: $id) { orderId } getUserAccount(id: $id) { id } }',
    (_, chance) => ({ id: chance.hex(26) }),
  ),
  operation(
    'admin',
    'query ($id: ID!, $token: String) { getAllBookingsPerApartment(apartmentId: $id, pagination: { nextToken: $token }) { nextToken } }',
    (known, chance) => ({ id: chance.pick(known.apartmentIds), token: 'a' }),
  ),
  operation(
    'caretaker',
    'query ($id: ID, $sku: String, $token: String) { listOrders(userId: $id, pagination: { nextToken: $token }) { nextToken } listSkus(sku: $sku, pagination: { nextToken: $token }) { nextToken } listOrderPayments(orderId: $id) { nextToken } bookingsPerUser(userId: $id) { nextToken } }',
    (_, chance) => ({ id: chance.hex(26), sku: 'moka-pot', token: 'a' }),
  ),
  operation(
    'caretaker',
    'query ($id: ID!, $p: Pagination) { getBuilding(id: $id) { id } listApartments(buildingId: $id, pagination: $p) { nextToken } listBuildings(pagination: $p) { nextToken } }',
    (known, chance) => ({ id: chance.pick(known.buildingIds), p: { limit: 5, nextToken: 'a' } }),
  ),
  ...[
    'cancelBooking(bookingId: $id) { id }',
    'payBooking(bookingId: $id) { id }',
    'cancelOrder(orderId: $id) { id }',
    'deleteUserAccount(id: $id)',
  ].map((field) =>
    operation('tenant', `mutation ($id: ID!) { ${field} }`, (_, chance) => ({ id: chance.hex(26) })),
  ),
  ...[
    'confirmBooking(bookingId: $id) { id }',
    'shipOrder(orderId: $id) { id }',
    'deliverOrder(orderId: $id) { id }',
  ].map((field) =>
    operation('caretaker', `mutation ($id: ID!) { ${field} }`, (_, chance) => ({ id: chance.hex(26) })),
  ),
  ...['enableUser(id: $id) { id }', 'disableUser(id: $id) { id }'].map((field) =>
    operation('admin', `mutation ($id: ID!) { ${field} }`, (_, chance) => ({ id: chance.hex(26) })),
  ),
];

const chance0 = (ids: readonly string[]) => ids[0]!;

/** Each operation, with one of its values hostile. */
export const hostileTexts: Shape = {
  name: 'hostile text',
  weight: 6,
  generate(chance, known): Attack {
    const { by, document, variables } = chance.pick(operations);
    const proper = variables(known, chance);
    const changed = chance.often(60) ? withText(proper, chance) : mutate(proper, chance);
    return {
      kind: 'request',
      port: 'graphql',
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: known.tokens[by] },
      body: JSON.stringify({ query: document, variables: changed }),
    };
  },
};

/** Returns the value with one of its strings replaced. */
function withText(value: Record<string, unknown>, chance: Chance): unknown {
  const text = JSON.stringify(value);
  // Values, not names: those a colon or a bracket comes before.
  const strings = [...text.matchAll(/(?<=[:[])"(?:[^"\\]|\\.)*"/g)];
  const { 0: found, index } = chance.pick(strings);
  return JSON.parse(
    `${text.slice(0, index)}${JSON.stringify(hostileText(chance))}${text.slice(index + found.length)}`,
  );
}
