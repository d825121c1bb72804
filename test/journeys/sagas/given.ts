import { marshall } from '@aws-sdk/util-dynamodb';
import { apartmentKey } from '../../../model/apartments/keys.ts';
import { placedEventOf, sagaFlow } from '../../../model/orders/events.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
import { amountOf } from '../../../model/orders/lines.ts';
import { listedSagasKey, sagaKey, sagaSortPrefix } from '../../../model/sagas/keys.ts';
import type { SagaStatus } from '../../../model/sagas/states.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Frontdesk, Person } from '../given.ts';
import { callSqs } from '../orders/deadLetters.ts';
import { items } from '../then.ts';

type Row = Record<string, unknown>;

/** Writes a row past the API, as a function of the backend would. */
export const row = ({ cloud }: Frontdesk, item: Row) =>
  cloud.services.dynamodb.actions['PutItem']!(
    { TableName: cloud.describe().tableName, Item: marshall(item, { removeUndefinedValues: true }) },
    { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) },
  );

const startedOn = '2027-01-20T10:00:00.000Z';

/** A saga that waits for somebody to authorise its customer, and of no order: for who may see it, and what is asked of it. */
export const aWaitingSaga = async (desk: Frontdesk, status: SagaStatus = 'STUCK'): Promise<string> => {
  const orderId = desk.cloud.world.random.uuid();
  await row(desk, {
    ...sagaKey(orderId),
    gsi1pk: listedSagasKey(status),
    gsi1sk: `${sagaSortPrefix}${startedOn}#${orderId}`,
    ...entityMetadata('Saga'),
    orderId,
    status,
    version: 2,
    commandNumber: 1,
    command: 'AUTHORIZE_CUSTOMER_COMMAND',
    begun: 1,
    attempt: 0,
    startedOn,
    updatedOn: startedOn,
    deadline: '2027-01-20T10:15:00.000Z',
  });
  return orderId;
};

export interface Delivered {
  readonly orderId: string;
  readonly lines: readonly { readonly sku: string; readonly units: number; readonly priceCents: number }[];
  /** An apartment of the person's. */
  readonly deliverTo: string;
}

/** Claims an order with a delivery and queues it, as the check-out of a basket does. Does not wait for anything to come of it. */
export async function anOrder(desk: Frontdesk, { id: userId }: Person, order: Delivered): Promise<void> {
  const { orderId, lines, deliverTo } = order;
  const placedOn = new Date(desk.cloud.world.clock.now()).toISOString();
  const placed = { orderId, userId, lines, deliverTo, flow: sagaFlow } as const;
  const claimed = { ...placed, amountCents: amountOf(lines), updatedOn: placedOn };
  const event = placedEventOf(claimed, Math.floor(desk.cloud.world.clock.now() / 1000), 30);
  await row(desk, { ...orderEventKey(orderId, event.eventName), ...entityMetadata('OrderEvent'), ...event });
  const { url: QueueUrl } = desk.cloud.describe().queues['PlaceOrder']!;
  await callSqs(desk, 'SendMessage', { QueueUrl, MessageBody: JSON.stringify({ ...placed, placedOn }) });
}

/** A person who lives in an apartment of a new building. */
export async function aTenantAtHome(desk: Frontdesk) {
  const person = await desk.tenant();
  return { person, deliverTo: await hasHome(desk, person) };
}

/** Somebody lives in an apartment of a new building from now on. Returns its id. */
export async function hasHome(desk: Frontdesk, { id: tenant }: Person): Promise<string> {
  const apartmentId = await desk.apartment();
  await row(desk, { ...(await rowAt(desk, apartmentKey(apartmentId)))!, tenant });
  return apartmentId;
}

/** A row as it is stored. */
export async function rowAt(desk: Frontdesk, key: { readonly pk: string; readonly sk: string }) {
  return (await items(desk, key.pk)).find(({ pk, sk }) => pk === key.pk && sk === key.sk);
}
