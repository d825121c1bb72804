import type { Lot } from '../shop.ts';
import { type Apartment, type Dates, formatInstant, formatStay } from './stays.ts';
import type { Person } from './subscribers.ts';

/** What a request is about, and what the id in its answer identifies. */
export type Kind = 'booking' | 'order' | 'basket' | 'list' | 'availability' | 'lot' | 'message';

/** A mutation that somebody is about to send. */
export interface Request {
  readonly who: Person;
  readonly kind: Kind;
  /** In the imperative, as the accounting lists it. */
  readonly action: string;
  /** In the third person, as its line on the screen shows it. */
  readonly verb: string;
  readonly about: string;
  readonly field: string;
  readonly mutation: string;
  readonly variables: object;
  /** What a restock brings in. */
  readonly lot?: Lot;
}

export function book(who: Person, apartment: Apartment, dates: Dates, clientToken?: string): Request {
  return {
    who,
    kind: 'booking',
    action: 'book',
    verb: 'books',
    about: `flat ${apartment.number}, ${formatStay(dates)}`,
    field: 'createApartmentBooking',
    mutation:
      'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id status } }',
    variables: { input: { apartmentId: apartment.id, ...dates, clientToken } },
  };
}

export const confirm = (who: Person, bookingId: string): Request =>
  requestById(who, {
    kind: 'booking',
    id: bookingId,
    action: 'confirm',
    verb: 'confirms',
    field: 'confirmBooking',
  });

export const pay = (who: Person, bookingId: string): Request =>
  requestById(who, { kind: 'booking', id: bookingId, action: 'pay', verb: 'pays', field: 'payBooking' });

export const cancel = (who: Person, bookingId: string): Request =>
  requestById(who, {
    kind: 'booking',
    id: bookingId,
    action: 'cancel',
    verb: 'cancels',
    field: 'cancelBooking',
  });

/** A service of the catalogue, as scenes call it. */
export interface Service {
  readonly id: string;
  readonly name: string;
  /** How many appointments one of its slots takes, as its seller offers it. */
  readonly capacity: number;
}

export function bookService(who: Person, service: Service, dateTime: string): Request {
  return {
    who,
    kind: 'booking',
    action: 'book service',
    verb: 'books',
    about: service.name,
    field: 'createServiceBooking',
    mutation:
      'mutation ($input: CreateServiceBookingInput!) { createServiceBooking(input: $input) { id status } }',
    variables: { input: { serviceId: service.id, dateTime } },
  };
}

export function change(who: Person, bookingId: string, dateTime: string): Request {
  return {
    who,
    kind: 'booking',
    action: 'change',
    verb: 'moves',
    about: `${shortId(bookingId)} to ${formatInstant(dateTime)}`,
    field: 'updateBooking',
    mutation: 'mutation ($input: UpdateBookingInput!) { updateBooking(input: $input) { id status } }',
    variables: { input: { bookingId, dateTime } },
  };
}

/** So many units of a SKU. */
export interface OrderLine {
  readonly sku: string;
  readonly units: number;
  /** Of one unit, in EUR, as the person was shown it; whatever it costs, where it is absent. */
  readonly price?: number;
}

export const order = (who: Person, orderId: string, ...lines: readonly OrderLine[]): Request => ({
  who,
  kind: 'order',
  action: 'order',
  verb: 'orders',
  about: lines.map(({ sku, units }) => `${units} ${sku}`).join(', '),
  field: 'placeOrder',
  mutation: 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }',
  variables: { input: { orderId, lines } },
});

export const startBasket = (who: Person): Request => ({
  who,
  kind: 'basket',
  action: 'take basket',
  verb: 'takes',
  about: 'a basket',
  field: 'startBasket',
  mutation: 'mutation { startBasket { id status } }',
  variables: {},
});

export const addToBasket = (who: Person, id: string, { sku, units }: OrderLine): Request => ({
  who,
  kind: 'basket',
  action: 'add to basket',
  verb: 'adds',
  about: `${units} ${sku}`,
  field: 'addToBasket',
  mutation: `mutation ($id: ID!, $sku: String!, $units: Int!) {
    addToBasket(basketId: $id, sku: $sku, units: $units) { id status }
  }`,
  variables: { id, sku, units },
});

/** What a person saw of a basket. */
interface SeenBasket {
  readonly basketId: string;
  readonly version: number;
  /** In EUR. */
  readonly expectedAmount: number;
  /** Where the order is brought to. @default nowhere */
  readonly deliverTo?: Apartment;
}

/** Its order has the basket's id. */
export const checkOut = (who: Person, { deliverTo, ...seen }: SeenBasket): Request => ({
  who,
  kind: 'order',
  action: 'check out',
  verb: 'checks out',
  about:
    `v${seen.version}, EUR ${seen.expectedAmount.toFixed(2)}` + (deliverTo ? `, to ${deliverTo.number}` : ''),
  field: 'checkOutBasket',
  mutation: `mutation ($basketId: ID!, $version: Int!, $expectedAmount: Float!, $deliverTo: ID) {
    checkOutBasket(basketId: $basketId, version: $version, expectedAmount: $expectedAmount, deliverTo: $deliverTo) {
      id
      status
    }
  }`,
  variables: { ...seen, deliverTo: deliverTo?.id },
});

export const restock = (who: Person, lot: Lot): Request => ({
  who,
  kind: 'lot',
  action: 'restock',
  verb: 'brings in',
  about: `${lot.units} ${lot.sku}, ${lot.lotId}`,
  field: 'restockSku',
  mutation: 'mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id status } }',
  variables: { input: lot },
  lot,
});

export const cancelOrder = (who: Person, orderId: string): Request =>
  requestById(who, {
    kind: 'order',
    id: orderId,
    action: 'cancel order',
    verb: 'cancels',
    field: 'cancelOrder',
  });

export const ship = (who: Person, orderId: string): Request =>
  requestById(who, { kind: 'order', id: orderId, action: 'ship', verb: 'ships', field: 'shipOrder' });

export const deliver = (who: Person, orderId: string): Request =>
  requestById(who, {
    kind: 'order',
    id: orderId,
    action: 'deliver',
    verb: 'delivers',
    field: 'deliverOrder',
  });

/** A mutation whose only argument is the id of a booking or an order. */
interface MutationById extends Pick<Request, 'action' | 'verb' | 'field'> {
  readonly kind: 'booking' | 'order';
  readonly id: string;
}

const requestById = (who: Person, { kind, id, field, ...words }: MutationById): Request => ({
  who,
  kind,
  ...words,
  about: shortId(id),
  field,
  mutation: `mutation ($id: ID!) { ${field}(${kind}Id: $id) { id status } }`,
  variables: { id },
});

/** Returns the end of an id, which is enough to tell the demo's bookings and orders apart. */
export const shortId = (id: string) => `#${id.slice(-5).toLowerCase()}`;
