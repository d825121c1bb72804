import { expect } from 'vitest';
import { basketKey, openBasketKey } from '../../../model/baskets/keys.ts';
import { documents } from '../baskets/rows.ts';
import { tenant, type StartedApi } from '../startApi.ts';

/** A basket as whoever checks it out has seen it. */
interface Basket {
  readonly id: string;
  readonly version: number;
  readonly amount: number;
}

const asSeen = ({ id: basketId, version, amount: expectedAmount }: Basket) => ({
  basketId,
  version,
  expectedAmount,
});

/** Checks baskets out at an API, and looks at what came of it. */
export const checkOutsOf = (api: () => StartedApi) => {
  const placed = async () => (await api().rows('EVENT#ORDER_PLACED_EVENT')).filter(({ applied }) => applied);

  return {
    placed,

    checksOut: (basket: Basket, changes: object = {}, caller = tenant) =>
      api().run(caller, documents.CHECK_OUT, { ...asSeen(basket), ...changes }),

    refusalOf: (basket: Basket, changes: object = {}, caller = tenant) =>
      api().refusal(caller, documents.CHECK_OUT, { ...asSeen(basket), ...changes }),

    /** That nothing came of a check-out. */
    isOpen: async ({ id, version }: Basket) => {
      const basket = await api().row(basketKey(id));
      expect(basket).toMatchObject({ status: 'OPEN', version, gsi1pk: 'BASKETS#OPEN' });
      expect(await api().row(openBasketKey('tenant-1'))).toMatchObject({ basketId: id });
      expect(await placed()).toEqual([]);
    },
  };
};
