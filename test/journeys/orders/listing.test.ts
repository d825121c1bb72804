import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Order } from '../../../model/orders/Order.ts';
import * as given from '../given.ts';
import * as when from './when.ts';

const STORED = 5000;
const PAGE = 100;
const LIST = `query ($pagination: Pagination, $sortDirection: SortDirection) {
  listOrders(pagination: $pagination, sortDirection: $sortDirection) { items { orderId } nextToken }
}`;

let desk: given.Frontdesk;
let tenant: given.Person;
const stored = Array.from({ length: STORED }, (_, index) => `stored-${String(index).padStart(4, '0')}`);
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 1000);
  await store(stored);
});
afterAll(async () => desk[Symbol.asyncDispose]());

for (const sortDirection of ['ASC', 'DESC'])
  test(`5,000 orders are listed exactly once, ${sortDirection}, while others are placed and cancelled`, async () => {
    const listed: string[] = [];
    let nextToken: string | null = null;
    let page = 0;
    do {
      const writing = page % 5 === 0 ? placeAndCancel(`${sortDirection}-${page}`) : undefined;
      const pagination: object = { limit: PAGE, nextToken };
      const { listOrders }: Record<string, any> = await desk.admin.graphql(LIST, {
        pagination,
        sortDirection,
      });
      expect(listOrders.items.length).toBeLessThanOrEqual(PAGE);
      listed.push(...listOrders.items.map(({ orderId }: { orderId: string }) => orderId));
      nextToken = listOrders.nextToken;
      await writing;
      page++;
    } while (nextToken);

    const old = listed.filter((orderId) => orderId.startsWith('stored-'));
    expect(old).toEqual(sortDirection === 'ASC' ? stored : [...stored].reverse());
    expect(new Set(listed).size).toBe(listed.length);
  });

async function placeAndCancel(name: string): Promise<void> {
  const orderId = `placed-${name}`;
  await when.places(desk, tenant, { orderId, lines: [when.aLine('lamp')] });
  await desk.cloud.settles();
  await when.moves(desk, tenant, 'cancelOrder', orderId);
}

/** Orders as the consumer writes them, a minute apart, all earlier than those that the test places. */
async function store(orderIds: readonly string[]): Promise<void> {
  const { awsEndpointUrl: endpoint, region, tableName } = desk.cloud.describe();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const rows = orderIds.map((orderId, index) => {
    const createdOn = new Date(given.NOW - (STORED - index) * 60_000).toISOString();
    const lines = [{ sku: 'lamp', units: 1, priceCents: 100 }];
    const order = { orderId, userId: tenant.id, lines, amountCents: 100, createdOn };
    const Item = marshall(Order.put(order).params({ table: tableName! })['Item']);
    return { PutRequest: { Item } };
  });
  for (let first = 0; first < rows.length; first += 25) {
    const RequestItems = { [tableName!]: rows.slice(first, first + 25) };
    await client.send(new BatchWriteItemCommand({ RequestItems }));
  }
}
