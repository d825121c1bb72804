import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
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
export async function searchesAll(
  session: Session,
  filter: object,
  limit = 100,
  onPage: () => void = () => undefined,
) {
  const items: Record<string, any>[] = [];
  let nextToken: string | null = null;
  do {
    const page = await searches(session, filter, { pagination: { limit, nextToken } });
    onPage();
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

/** Stores orders past the API, as some that nobody announces: only a rebuild makes their cards. */
export const stores = (desk: Frontdesk, orders: readonly StoredOrder[]) =>
  storesRows(desk, (table) =>
    orders.flatMap(({ order, status }) => [
      Order.put(order).params({ table })['Item']!,
      ...(status === 'CREATED' ? [] : [progressRow(order, status, table)]),
    ]),
  );

const progressRow = ({ orderId, createdOn }: Order, status: OrderState, table: string): object =>
  OrderProgress.put({ orderId, status, updatedOn: createdOn }).params({ table })['Item']!;

/** Stores rows as they are; `rowsOf` is given the table's name. */
export const storesRows = (desk: Frontdesk, rowsOf: (table: string) => readonly object[]) =>
  writesRows(desk, (table) => rowsOf(table).map((row) => ({ PutRequest: { Item: marshall(row) } })));

export const deletesRows = (desk: Frontdesk, rows: readonly Record<string, any>[]) =>
  writesRows(desk, () => rows.map(({ pk, sk }) => ({ DeleteRequest: { Key: marshall({ pk, sk }) } })));

async function writesRows(
  { cloud }: Frontdesk,
  requestsOf: (table: string) => WriteRequest[],
): Promise<void> {
  const { awsEndpointUrl: endpoint, region, tableName } = cloud.describe();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const requests = requestsOf(tableName!);
  for (let first = 0; first < requests.length; first += 25)
    await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName!]: requests.slice(first, first + 25) } }),
    );
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
