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

/** What the public API returns to staff about the shop. */
export interface Shop {
  readonly skus: readonly ShopSku[];
  readonly orders: readonly ShopOrder[];
  readonly payments: readonly ShopPayment[];
}

export async function readShop(staff: Person): Promise<Shop> {
  const [skus, orders, payments] = await Promise.all([
    readAll<ShopSku>(staff, 'listSkus', 'sku units'),
    readAll<ShopOrder>(staff, 'listOrders', 'orderId status amount lines { sku units }'),
    readAll<ShopPayment>(staff, 'listOrderPayments', 'paymentId paymentStatus amount'),
  ]);
  return { skus, orders, payments };
}

/** Smaller than every list, so that paging is exercised too. */
const PAGE_LIMIT = 3;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | null;
}

/** All items of a list, page by page: `Item` is what `selection` selects. */
async function readAll<Item>({ session }: Person, field: string, selection: string): Promise<Item[]> {
  const query = `query ($pagination: Pagination) { ${field}(pagination: $pagination) { items { ${selection} } nextToken } }`;
  const all: Item[] = [];
  let nextToken: string | null | undefined = null;
  do {
    const variables = { pagination: { limit: PAGE_LIMIT, nextToken } };
    const answer: Readonly<Record<string, Page<Item>>> = await session.graphql(query, variables);
    all.push(...(answer[field]?.items ?? []));
    nextToken = answer[field]?.nextToken;
  } while (nextToken);
  return all;
}
