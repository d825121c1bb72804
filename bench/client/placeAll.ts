import type { CloudDescription } from '../../local/CloudDescription.ts';
import type { Session } from '../../start/connect.ts';
import type { Accepted } from './bookAll.ts';
import { createCaller } from './createCaller.ts';

const PLACE = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';

export interface Demand {
  readonly skus: readonly string[];
  /** Orders of each tenant. */
  readonly each: number;
  /** Whole cents of an order. */
  readonly cents: number;
}

/**
 * Every tenant places `each` orders for one unit, one request after another, all tenants at the same time, of
 * one SKU after the other. Throws on the first refusal: every one of them can be met.
 */
export async function placeAll(
  { graphqlUrl }: CloudDescription,
  tenants: readonly Session[],
  { skus, each, cents }: Demand,
): Promise<Accepted> {
  const at = new Map<string, number>();
  const answerMs: number[] = [];
  const placeEach = async ({ idToken }: Session, tenant: number) => {
    const caller = createCaller(graphqlUrl, idToken);
    for (let step = 0; step < each; step++) {
      const orderId = `order-${tenant}-${step}`;
      const lines = [{ sku: skus[(tenant + step) % skus.length], units: 1, price: cents / 100 }];
      const sent = performance.now();
      const { errors } = await caller.call(PLACE, { input: { orderId, lines } });
      if (errors) throw new Error(`Refused: ${JSON.stringify(errors)}`);
      const now = performance.now();
      at.set(orderId, now);
      answerMs.push(now - sent);
    }
    caller.close();
  };
  await Promise.all(tenants.map(placeEach));
  return { at, answerMs };
}
