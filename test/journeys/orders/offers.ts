import { addProduct, createStore } from '../../../start/catalog.ts';
import type { Frontdesk } from '../given.ts';
import { ask, type Answer } from '../when.ts';

const changePrice = (field: string) => `mutation ($id: ID!, $price: Float!, $version: Int!) {
  ${field}(productId: $id, price: $price, expectedVersion: $version) { version }
}`;

/** A product as a journey last knew it. */
interface Product {
  readonly id: string;
  readonly version: number;
  /** EUR */
  readonly price: number;
}

/** The one store of a journey's cloud, and what it sells by SKU. */
interface Shop {
  readonly storeId: string;
  readonly products: Map<string, Product>;
}

/** By cloud: a desk is copied when its users sign in again. */
const shops = new WeakMap<object, Shop>();

async function shopOf(desk: Frontdesk): Promise<Shop> {
  const known = shops.get(desk.cloud);
  if (known) return known;
  const store = { name: 'Lobby shop', location: 'Harbour House', participating: true };
  const storeId = await createStore(desk.admin, store);
  const shop = { storeId, products: new Map<string, Product>() };
  shops.set(desk.cloud, shop);
  return shop;
}

/** What a line freezes of a product beside its price. */
export interface Origin {
  readonly productId: string;
  readonly productVersion: number;
  readonly storeId: string;
}

/** Sells a SKU at a price from now on, through the public door of the catalogue. Returns what lines freeze of it. */
export async function hasOffered(desk: Frontdesk, sku: string, price = USUAL_PRICE): Promise<Origin> {
  const { storeId, products } = await shopOf(desk);
  if (!products.has(sku)) {
    const input = { storeId, name: sku, description: 'Sold in a journey', sku, price };
    products.set(sku, { ...(await addProduct(desk.admin, input)), price });
  }
  const { errors } = await reprices(desk, sku, price);
  if (errors) throw new Error(JSON.stringify(errors));
  const { id: productId, version: productVersion } = products.get(sku)!;
  return { productId, productVersion, storeId };
}

/** Changes the price of what is offered, where it is another. */
export async function reprices(desk: Frontdesk, sku: string, price: number): Promise<Answer> {
  const { products } = await shopOf(desk);
  const product = products.get(sku)!;
  if (product.price === price) return { data: {} };
  const field = price > product.price ? 'increaseProductPrice' : 'decreaseProductPrice';
  const { id, version } = product;
  const answer = await ask(desk, desk.admin, changePrice(field), { id, price, version });
  if (answer.data) products.set(sku, { id, version: answer.data[field].version, price });
  return answer;
}

/** What a unit costs, where a journey does not say. */
export const USUAL_PRICE = 12.5;
