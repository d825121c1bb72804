import type { CloudDescription } from '../../local/CloudDescription.ts';
import type { Session } from '../../start/connect.ts';
import { createClient } from './createClient.ts';

interface Accepted {
  /** When the ticket came, in milliseconds of `performance.now()`, by booking id. */
  readonly acceptedAt: ReadonlyMap<string, number>;
  /** Milliseconds from a request to its ticket. */
  readonly answerMs: readonly number[];
}

const BOOK =
  'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id status } }';

/** Two nights a year from now, by the machine's clock. */
const stay = () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { startDate: day(60), endDate: day(62) };
};

/**
 * Every tenant books every apartment once. A tenant sends one request after another, all tenants at the same time,
 * and each begins with another apartment. Throws on the first refusal, because every booking can be accepted.
 */
export async function bookAll(
  { graphqlUrl }: CloudDescription,
  tenants: readonly Session[],
  apartments: readonly string[],
): Promise<Accepted> {
  const acceptedAt = new Map<string, number>();
  const answerMs: number[] = [];
  const dates = stay();
  const bookEvery = async ({ idToken }: Session, first: number) => {
    const caller = createClient(graphqlUrl, idToken);
    for (const apartmentId of [...apartments.slice(first), ...apartments.slice(0, first)]) {
      const sent = performance.now();
      const { data, errors } = await caller.call(BOOK, { input: { apartmentId, ...dates } });
      const ticket = data?.['createApartmentBooking'];
      if (errors || !ticket) throw new Error(`Refused: ${JSON.stringify(errors)}`);
      const now = performance.now();
      acceptedAt.set(ticket.id, now);
      answerMs.push(now - sent);
    }
    caller.close();
  };
  await Promise.all(
    tenants.map((tenant, index) =>
      bookEvery(tenant, Math.floor((index * apartments.length) / tenants.length)),
    ),
  );
  return { acceptedAt, answerMs };
}

const PLACE = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';

export interface Demand {
  readonly skus: readonly string[];
  /** Orders of each tenant. */
  readonly each: number;
  /** Whole cents of an order. */
  readonly cents: number;
}

/**
 * Every tenant places `each` orders for one unit, of one SKU after the other. A tenant sends one request after
 * another, all tenants at the same time. Throws on the first refusal, because there is stock for every order.
 */
export async function placeAll(
  { graphqlUrl }: CloudDescription,
  tenants: readonly Session[],
  { skus, each, cents }: Demand,
): Promise<Accepted> {
  const acceptedAt = new Map<string, number>();
  const answerMs: number[] = [];
  const placeEach = async ({ idToken }: Session, tenant: number) => {
    const caller = createClient(graphqlUrl, idToken);
    for (let step = 0; step < each; step++) {
      const orderId = `order-${tenant}-${step}`;
      const lines = [{ sku: skus[(tenant + step) % skus.length], units: 1, price: cents / 100 }];
      const sent = performance.now();
      const { errors } = await caller.call(PLACE, { input: { orderId, lines } });
      if (errors) throw new Error(`Refused: ${JSON.stringify(errors)}`);
      const now = performance.now();
      acceptedAt.set(orderId, now);
      answerMs.push(now - sent);
    }
    caller.close();
  };
  await Promise.all(tenants.map(placeEach));
  return { acceptedAt, answerMs };
}
