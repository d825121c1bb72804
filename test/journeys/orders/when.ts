import type { Session } from '../../../start/connect.ts';
import { subscribeWithWs, type Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk } from '../given.ts';
import { ask, type Answer } from '../when.ts';
import { hasOffered, USUAL_PRICE } from './offers.ts';

export { hasOffered, reprices, type Origin } from './offers.ts';

export interface Line {
  readonly sku: string;
  readonly units: number;
  /** EUR; whatever the catalogue says, where it is absent. */
  readonly price?: number;
}

export interface Ordered {
  readonly orderId: string;
  readonly lines: readonly Line[];
  readonly userId?: string;
}

export interface RawEvent {
  readonly pk: string;
  readonly sk: string;
  readonly eventName: string;
  readonly eventData: unknown;
}

export const PLACE = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';
export const RESTOCK = 'mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id status } }';
const RAW = 'mutation ($input: RawEventInput!) { simulateRawEvent(input: $input) }';

export const ORDER_STATUSES = `subscription ($orderId: ID, $userId: ID) {
  onOrderStatus(orderId: $orderId, userId: $userId) { orderId userId status reason updatedOn }
}`;

export const STOCK_LEVELS = `subscription ($sku: String) {
  onStockLevel(sku: $sku) { sku units version updatedOn }
}`;

export const aLine = (sku: string, units = 1, price = USUAL_PRICE) => ({ sku, units, price });

export const places = (desk: Frontdesk, session: Session, order: Ordered): Promise<Answer> =>
  ask(desk, session, PLACE, { input: order });

export const restocks = (desk: Frontdesk, sku: string, units: number, lotId = `lot-${units}`) =>
  ask(desk, desk.admin, RESTOCK, { input: { sku, units, lotId } });

type Move = 'cancelOrder' | 'shipOrder' | 'deliverOrder';

export const moves = (desk: Frontdesk, session: Session, move: Move, orderId: string) =>
  ask(desk, session, `mutation ($orderId: ID!) { ${move}(orderId: $orderId) { id status } }`, { orderId });

export const writesRaw = (desk: Frontdesk, { eventData, ...event }: RawEvent) =>
  ask(desk, desk.admin, RAW, { input: { ...event, eventData: JSON.stringify(eventData) } });

/** A raw event under its own key. */
export const aRawEvent = (
  orderId: string,
  eventName: string,
  eventData: unknown = { orderId },
): RawEvent => ({
  pk: `EVENTS#ORDER_ID#${orderId}`,
  sk: `EVENT#${eventName}`,
  eventName,
  eventData,
});

/** Brings a SKU into the shop: offers it, restocks a lot and waits until it is on hand. */
export async function hasRestocked(
  desk: Frontdesk,
  sku: string,
  units: number,
  price?: number,
): Promise<void> {
  await hasOffered(desk, sku, price);
  const { errors } = await restocks(desk, sku, units);
  if (errors) throw new Error(JSON.stringify(errors));
  await desk.cloud.settles();
}

/** Subscribes to the statuses of the orders that the session may see. */
export const follows = (
  { cloud }: Frontdesk,
  { idToken }: Session,
  query = ORDER_STATUSES,
): Promise<Subscriber> =>
  subscribeWithWs({ ...cloud.describe(), authorization: { Authorization: idToken } }, query);
