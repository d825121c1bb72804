import type { Person } from './subscribers.ts';

export interface ShopSku {
  readonly sku: string;
  readonly units: number;
}

export interface ShopOrder {
  readonly orderId: string;
  readonly status: string;
  /** In EUR. */
  readonly amount: number;
  readonly lines: readonly ShopSku[];
}

export interface ShopPayment {
  readonly paymentId: string;
  readonly paymentStatus: string;
  /** In EUR. */
  readonly amount: number;
}

/** What the public API answers staff about the shop. */
export interface Shop {
  readonly skus: readonly ShopSku[];
  readonly orders: readonly ShopOrder[];
  readonly payments: readonly ShopPayment[];
}

export async function readShop(staff: Person): Promise<Shop> {
  const [skus, orders, payments] = await Promise.all([
    readAll(staff, 'listSkus', 'sku units'),
    readAll(staff, 'listOrders', 'orderId status amount lines { sku units }'),
    readAll(staff, 'listOrderPayments', 'paymentId paymentStatus amount'),
  ]);
  return { skus, orders, payments };
}

/** Fewer than there are, so that the pages are tried too. */
const PAGE_LIMIT = 3;

/** All items of a list, page by page. */
async function readAll({ session }: Person, field: string, selection: string): Promise<any[]> {
  const query = `query ($pagination: Pagination) { ${field}(pagination: $pagination) { items { ${selection} } nextToken } }`;
  const all: unknown[] = [];
  let nextToken: string | null = null;
  do {
    const answer = await session.graphql(query, { pagination: { limit: PAGE_LIMIT, nextToken } });
    const { items, nextToken: next } = answer[field];
    all.push(...items);
    nextToken = next;
  } while (nextToken);
  return all;
}
