import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadOptions } from '../../../start/load/options.ts';
import * as given from '../../journeys/given.ts';
import { linesOf, loadInto } from './loadInto.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const load = (input: string, changed: Partial<LoadOptions> = {}) => loadInto(desk, input, changed);

describe('products', () => {
  const aProduct = (sku: string, price: number, store = 'Quay Linen') => ({
    type: 'product',
    store,
    sku,
    name: `A ${sku}`,
    description: 'From a file',
    price,
  });
  const storesOf = async () => {
    const { listStores } = await desk.admin.graphql('{ listStores { items { name } } }');
    return listStores.items.map(({ name }: { name: string }) => name);
  };

  test('of one store are sold by one, which is opened once, and can be ordered by the lines behind them', async () => {
    const tenant = await desk.tenant();
    const skus = Array.from({ length: 8 }, (_, index) => `cup-${index}`);
    const products = skus.map((sku) => aProduct(sku, 4.5, 'Cups'));
    expect(await load(linesOf(...products), { user: 'caretaker' })).toMatchObject({ code: 0 });
    expect((await storesOf()).filter((name: string) => name === 'Cups')).toEqual(['Cups']);
    const order = { type: 'order', orderId: 'order-cups', lines: skus.map((sku) => ({ sku, units: 2 })) };
    expect(await load(linesOf(order), { user: tenant.username })).toMatchObject({ code: 0 });
    const { order: stored } = await tenant.graphql('{ order(orderId: "order-cups") { amount } }');
    expect(stored).toEqual({ amount: 72 });
  });

  test('that are offered already are accepted as they are, and refused where the file has another price', async () => {
    const first = linesOf(aProduct('plate', 9), aProduct('bowl', 7));
    expect(await load(first)).toMatchObject({ code: 0 });
    expect(await load(first)).toMatchObject({ code: 0 });
    const { code, text } = await load(linesOf(aProduct('plate', 9), aProduct('bowl', 8)));
    expect(text).toContain('product            1         1');
    expect(text).toMatch(/AlreadyExists, 1 refused\n {2}line 2: Another product has this SKU/);
    expect(code).toBe(1);
  });

  test('cost what the catalogue says: whoever was shown another price is told by the line', async () => {
    const tenant = await desk.tenant();
    await load(linesOf(aProduct('glass', 3)));
    const order = (orderId: string, price: number) => ({
      type: 'order',
      orderId,
      lines: [{ sku: 'glass', units: 1, price }],
    });
    const shown = linesOf(order('order-glass-1', 3), order('order-glass-2', 2.5));
    const { text } = await load(shown, { user: tenant.username });
    expect(text).toContain('order              1         1');
    expect(text).toMatch(/PriceChanged, 1 refused\n {2}line 2: A unit of glass is EUR 3 now/);
  });
});
