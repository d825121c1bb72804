import type { Session } from '../../../start/connect.ts';
import type { Frontdesk } from '../given.ts';
import * as whenOrders from '../orders/when.ts';
import { ask, type Answer } from '../when.ts';

/** A basket as its owner sees it. */
export interface SeenBasket {
  readonly id: string;
  readonly userId: string;
  readonly status: string;
  readonly version: number;
  readonly amount: number;
  readonly items: readonly { readonly sku: string; readonly units: number; readonly price: number | null }[];
}

const BASKET = 'id userId status version amount items { sku units price offered } expiresOn';

const item = (field: string) => `mutation ($basketId: ID!, $sku: String!, $units: Int!) {
  ${field}(basketId: $basketId, sku: $sku, units: $units) { ${BASKET} }
}`;

export const START = `mutation ($userId: ID) { startBasket(userId: $userId) { ${BASKET} } }`;
export const ADD = item('addToBasket');
export const SET_UNITS = item('setBasketUnits');
export const REMOVE = `mutation ($basketId: ID!, $sku: String!) {
  removeFromBasket(basketId: $basketId, sku: $sku) { ${BASKET} }
}`;
export const CANCEL = `mutation ($basketId: ID!) { cancelBasket(basketId: $basketId) { ${BASKET} } }`;
export const CHECK_OUT = `mutation (
  $basketId: ID!, $version: Int!, $expectedAmount: Float!, $deliverTo: ID
) {
  checkOutBasket(
    basketId: $basketId, version: $version, expectedAmount: $expectedAmount, deliverTo: $deliverTo
  ) { id status }
}`;
export const READ = `query ($id: ID!) { basket(id: $id) { ${BASKET} } }`;
export const OPEN = `query ($userId: ID) { openBasket(userId: $userId) { ${BASKET} } }`;

export const starts = (desk: Frontdesk, session: Session, userId?: string) =>
  ask(desk, session, START, { userId });

export const adds = (desk: Frontdesk, session: Session, basketId: string, sku: string, units = 1) =>
  ask(desk, session, ADD, { basketId, sku, units });

export const cancels = (desk: Frontdesk, session: Session, basketId: string) =>
  ask(desk, session, CANCEL, { basketId });

/** Checks a basket out as it was seen. */
export const checksOut = (
  desk: Frontdesk,
  session: Session,
  { id: basketId, version, amount: expectedAmount }: Pick<SeenBasket, 'id' | 'version' | 'amount'>,
  deliverTo?: string,
): Promise<Answer> => ask(desk, session, CHECK_OUT, { basketId, version, expectedAmount, deliverTo });

export const looks = async (session: Session, id: string): Promise<SeenBasket> =>
  (await session.graphql(READ, { id }))['basket'];

/** Offers so many new SKUs for 4.20 each, and returns them. */
export async function hasOffered(desk: Frontdesk, count = 1): Promise<string[]> {
  const skus = Array.from({ length: count }, () => desk.cloud.world.random.uuid());
  for (const sku of skus) await whenOrders.hasOffered(desk, sku, 4.2);
  return skus;
}

/** Starts a basket with so many units of what is offered, or of new SKUs, and returns it. */
export async function hasBasket(
  desk: Frontdesk,
  session: Session,
  items: Readonly<Record<string, number>> | undefined = undefined,
): Promise<SeenBasket> {
  const wanted = items ?? Object.fromEntries((await hasOffered(desk)).map((sku) => [sku, 1]));
  let basket = dataOf(await starts(desk, session))['startBasket'];
  for (const [sku, units] of Object.entries(wanted))
    basket = dataOf(await adds(desk, session, basket.id, sku, units))['addToBasket'];
  return basket;
}

function dataOf({ data, errors }: Answer): Record<string, any> {
  if (errors) throw new Error(JSON.stringify(errors));
  return data!;
}
