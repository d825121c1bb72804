import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Order } from '../../../model/orders/Order.ts';
import { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import type { OrderState } from '../../../model/orders/states.ts';
import type { Session } from '../../../start/connect.ts';
import type { Frontdesk } from '../given.ts';
import { callSqs } from '../orders/deadLetters.ts';

export const SEARCH = `query ($filter: OrderFilter, $sortDirection: SortDirection, $pagination: Pagination) {
  searchOrders(filter: $filter, sortDirection: $sortDirection, pagination: $pagination) {
    items { orderId userId amount status reason createdOn updatedOn lines { sku units price } } nextToken } }`;

/** A page of what is found. */
export const searches = async (
  session: Session,
  filter: object,
  rest: object = {},
): Promise<{ items: Record<string, any>[]; nextToken: string | null }> =>
  (await session.graphql(SEARCH, { filter, ...rest }))['searchOrders'];

/** All that is found, to the last page. */
export async function searchesAll(session: Session, filter: object, limit = 100) {
  const items: Record<string, any>[] = [];
  let nextToken: string | null = null;
  do {
    const page = await searches(session, filter, { pagination: { limit, nextToken } });
    items.push(...page.items);
    nextToken = page.nextToken;
  } while (nextToken);
  return items;
}

/** An order as its rows have it, however it came to be. */
export interface StoredOrder {
  readonly order: Order;
  readonly status: OrderState;
}

/** Stores orders past the API, as one that nobody announces: only a rebuild makes their cards. */
export async function stores({ cloud }: Frontdesk, orders: readonly StoredOrder[]): Promise<void> {
  const { awsEndpointUrl: endpoint, region, tableName } = cloud.describe();
  const table = tableName!;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const itemOf = (write: { params(options: { table: string }): { Item?: object } }) =>
    write.params({ table }).Item!;
  const rows = orders.flatMap(({ order, status }) => [
    itemOf(Order.put(order)),
    ...(status === 'CREATED'
      ? []
      : [itemOf(OrderProgress.put({ orderId: order.orderId, status, updatedOn: order.createdOn }))]),
  ]);
  for (let first = 0; first < rows.length; first += 25) {
    const requests = rows.slice(first, first + 25).map((row) => ({ PutRequest: { Item: marshall(row) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}

/** Asks for a rebuild as `npm run cards` does, and does not wait for its end. */
export const asksForRebuild = (desk: Frontdesk, rebuild = 'rebuild-1') =>
  callSqs(desk, 'SendMessage', {
    QueueUrl: desk.cloud.describe().queues['ProjectOrders']!.url,
    MessageBody: JSON.stringify({ rebuild }),
  });

export async function rebuildsCards(desk: Frontdesk): Promise<void> {
  await asksForRebuild(desk);
  await desk.cloud.settles();
}
