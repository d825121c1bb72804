import type { Person, SignedInUsers } from './subscribers.ts';

export interface ShopSku {
  readonly sku: string;
  readonly units: number;
}

export interface ShopOrder {
  readonly orderId: string;
  readonly status: string;
  /** In EUR. */
  readonly amount: number;
  /** `SAGA` where it is brought to an apartment. */
  readonly flow: string;
  readonly lines: readonly ShopLine[];
}

interface ShopLine extends ShopSku {
  /** Of one unit, in EUR. */
  readonly price: number;
}

export interface ShopList {
  readonly orderId: string;
  readonly status: string;
  readonly stops: readonly { readonly items: readonly ListedItem[] }[];
}

interface ListedItem extends ShopSku {
  /** Units that were not found. */
  readonly missing: number;
}

export interface ShopPayment {
  readonly paymentId: string;
  readonly paymentStatus: string;
  /** In EUR. Null until a worker has taken it up. */
  readonly amount: number | null;
  /** In EUR. */
  readonly refunded: number;
}

export interface ShopInvoice {
  /** `order:` or `booking:`, and the id of that. */
  readonly id: string;
  readonly status: string;
  /** In EUR. Null until a worker has taken its payment up. */
  readonly amount: number | null;
  /** In EUR. */
  readonly refunded: number;
}

/** What the public API returns to staff about the shop, and to tenants about what they paid. */
export interface Shop {
  readonly skus: readonly ShopSku[];
  readonly orders: readonly ShopOrder[];
  readonly lists: readonly ShopList[];
  /** Of orders, as staff lists them. */
  readonly payments: readonly ShopPayment[];
  /** Of orders and bookings, as each tenant lists their own. */
  readonly ownPayments: readonly ShopPayment[];
  readonly invoices: readonly ShopInvoice[];
}

export async function readShop({ admin, tenant1, tenant2, tenant3 }: SignedInUsers['users']): Promise<Shop> {
  const tenants = [tenant1, tenant2, tenant3];
  const ofAll = async <Item>(field: string, selection: string) =>
    (await Promise.all(tenants.map((tenant) => readAll<Item>(tenant, field, selection)))).flat();
  const payment = 'paymentId paymentStatus amount refunded';
  const [skus, orders, lists, payments, ownPayments, invoices] = await Promise.all([
    readAll<ShopSku>(admin, 'listSkus', 'sku units'),
    readAll<ShopOrder>(admin, 'listOrders', 'orderId status amount flow lines { sku units price }'),
    readAll<ShopList>(admin, 'shoppingLists', 'orderId status stops { items { sku units missing } }'),
    readAll<ShopPayment>(admin, 'listOrderPayments', payment),
    ofAll<ShopPayment>('paymentsPerUser', payment),
    ofAll<ShopInvoice>('invoicesPerUser', 'id status amount refunded'),
  ]);
  return { skus, orders, lists, payments, ownPayments, invoices };
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
