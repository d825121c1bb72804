import type { MissingUnits } from '../../../model/fulfilment/events.ts';
import {
  allListsKey,
  availabilityKey,
  buildingListsKey,
  listKey,
  listSortKey,
} from '../../../model/fulfilment/keys.ts';
import { stopsOf } from '../../../model/fulfilment/shopping.ts';
import type { ListState } from '../../../model/fulfilment/states.ts';
import { orderKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Session } from '../../../start/connect.ts';
import { subscribeWithWs, type Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk } from '../given.ts';
import { putsRow } from '../policies/operator.ts';
import { ask, type Answer } from '../when.ts';

const LIST = `{ id orderId buildingId apartmentId apartmentNumber status assignedTo
  stops { storeId items { sku name units missing } } }`;

export const SET =
  'mutation ($available: Boolean!) { setAvailability(available: $available) { userId available listId } }';
export const ASSIGN = `mutation ($listId: ID!) { assignShoppingList(listId: $listId) ${LIST} }`;
export const RELEASE = `mutation ($listId: ID!) { releaseShoppingList(listId: $listId) ${LIST} }`;
export const COMPLETE = `mutation ($listId: ID!, $missing: [MissingUnitsInput!]) {
  completeShoppingList(listId: $listId, missing: $missing) ${LIST}
}`;
export const READ = `query ($id: ID!) { shoppingList(id: $id) ${LIST} }`;
export const LISTS = `query ($status: ShoppingListStatus, $buildingId: ID, $pagination: Pagination) {
  shoppingLists(status: $status, buildingId: $buildingId, pagination: $pagination) { items ${LIST} nextToken }
}`;
export const LIST_UPDATES = `subscription ($buildingId: ID) {
  onShoppingList(buildingId: $buildingId) { id buildingId status assignedTo updatedOn }
}`;

export interface Missing {
  readonly sku: string;
  readonly units: number;
}

export const setsAvailability = (desk: Frontdesk, session: Session, available = true): Promise<Answer> =>
  ask(desk, session, SET, { available });
export const assigns = (desk: Frontdesk, session: Session, listId: string) =>
  ask(desk, session, ASSIGN, { listId });
export const releases = (desk: Frontdesk, session: Session, listId: string) =>
  ask(desk, session, RELEASE, { listId });
export const completes = (
  desk: Frontdesk,
  session: Session,
  listId: string,
  missing: readonly Missing[] = [],
) => ask(desk, session, COMPLETE, { listId, missing });

/** Subscribes to the lists that the session may see. */
export const follows = (
  { cloud }: Frontdesk,
  { idToken }: Session,
  variables: { readonly buildingId?: string } = {},
): Promise<Subscriber> =>
  subscribeWithWs(
    { ...cloud.describe(), authorization: { Authorization: idToken } },
    LIST_UPDATES,
    variables,
  );

/** Says that somebody takes lists, and has none, whatever they have done before. Returns their id. */
export async function takesLists(desk: Frontdesk, session: Session): Promise<string> {
  const { data } = await setsAvailability(desk, session);
  const { userId } = data!['setAvailability'];
  const row = { userId, available: true, updatedOn: instant(desk) };
  await putsRow(desk, { ...availabilityKey(userId), ...entityMetadata('Availability'), ...row });
  return userId;
}

export interface ListOptions {
  readonly userId: string;
  readonly status?: ListState;
  readonly assignedTo?: string;
  readonly buildingId?: string;
}

const lines = [
  { sku: 'list-rolls', units: 4, priceCents: 80, storeId: 'bakery' },
  { sku: 'list-milk', units: 2, priceCents: 120, storeId: 'lobby' },
] as const satisfies (MissingUnits & { readonly storeId: string })[];

const instant = ({ cloud }: Frontdesk) => new Date(cloud.world.clock.now()).toISOString();

/** Puts a list and its paid order into the table, as a saga and its worker would have. Returns its id. */
export async function hasList(
  desk: Frontdesk,
  { userId, status = 'AVAILABLE', assignedTo, buildingId = 'house-1' }: ListOptions,
): Promise<string> {
  const orderId = desk.cloud.world.random.uuid();
  const now = instant(desk);
  const sort = listSortKey(status, now, orderId);
  const order = { orderId, userId, amountCents: 560, flow: 'SAGA' };
  await putsRow(desk, {
    ...{ ...orderKey(orderId), ...entityMetadata('Order'), ...order },
    ...{ lines, deliverTo: 'flat-1', createdOn: now },
  });
  await putsRow(desk, {
    ...{ ...orderProgressKey(orderId), ...entityMetadata('OrderProgress'), ...order },
    ...{ status: 'PAYMENT_ACCEPTED', stock: 'SOLD', updatedOn: now },
  });
  await putsRow(desk, {
    ...{
      ...listKey(orderId),
      ...entityMetadata('ShoppingList'),
      listId: orderId,
      orderId,
      userId,
      buildingId,
    },
    ...{ apartmentId: 'flat-1', apartmentNumber: '101', status, stops: stopsOf(lines, []), assignedTo },
    ...{ version: 2, createdOn: now, updatedOn: now },
    ...{ gsi1pk: buildingListsKey(buildingId), gsi1sk: sort, gsi2pk: allListsKey, gsi2sk: sort },
  });
  if (assignedTo)
    await putsRow(desk, {
      ...{ ...availabilityKey(assignedTo), ...entityMetadata('Availability') },
      ...{ userId: assignedTo, available: true, listId: orderId, updatedOn: now },
    });
  return orderId;
}
