import { expect } from 'vitest';
import { openBasketIndexKeys } from '../../../model/baskets/keys.ts';
import { homeOf } from '../authorization/things.ts';
import * as basketWhen from '../baskets/when.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import * as orderThen from '../orders/then.ts';
import * as then from '../then.ts';
import * as when from '../when.ts';
import { dataOf, type Journey } from './Journey.ts';
import { putsRow } from './operator.ts';

const MINUTES = 60_000;

/** What becomes of baskets. */
export const baskets: readonly Journey[] = [
  {
    name: 'a basket is filled, changed and canceled, and another one is ordered to where its person lives',
    async run(desk) {
      const tenant = await desk.tenant();
      const [bread, milk] = (await basketWhen.hasOffered(desk, 2)) as [string, string];
      const first = await basketWhen.hasBasket(desk, tenant, { [bread]: 1, [milk]: 1 });
      const item = { basketId: first.id, sku: milk };
      dataOf(await when.ask(desk, tenant, basketWhen.SET_UNITS, { ...item, units: 3 }));
      dataOf(await when.ask(desk, tenant, basketWhen.REMOVE, item));
      dataOf(await when.ask(desk, tenant, basketWhen.REMOVE, item));
      expect(await tenant.graphql(basketWhen.OPEN)).toMatchObject({ openBasket: { version: 5 } });
      dataOf(await basketWhen.cancels(desk, tenant, first.id));
      const deliverTo = await homeOf({ desk, owner: tenant, otherTenant: tenant });
      const basket = await basketWhen.hasBasket(desk, tenant, { [bread]: 1 });
      for (const answer of await Promise.all(
        [1, 2].map(() => basketWhen.checksOut(desk, tenant, basket, deliverTo)),
      ))
        expect(dataOf(answer)['checkOutBasket']).toEqual({ id: basket.id, status: 'QUEUED' });
      await comesToRest(desk);
      expect(await orderThen.orderOf(tenant, basket.id)).toMatchObject({ amount: 4.2 });
      expect(await basketWhen.looks(tenant, basket.id)).toMatchObject({ status: 'CHECKED_OUT', amount: 4.2 });
    },
  },
  {
    name: 'a basket is ordered to where its person stays',
    async run(desk) {
      const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
      const stay = await when.hasBooked(desk, tenant, when.aStay(apartmentId));
      dataOf(await when.confirms(desk, desk.caretaker, stay));
      await desk.cloud.settles();
      const basket = await basketWhen.hasBasket(desk, tenant);
      dataOf(await basketWhen.checksOut(desk, tenant, basket, apartmentId));
      await comesToRest(desk);
      expect(await orderThen.orderOf(tenant, basket.id)).toMatchObject({ userId: tenant.id });
    },
  },
  {
    name: 'a sweep writes down that a basket has expired, and its person starts another',
    async run(desk) {
      const tenant = await desk.tenant();
      const { id } = await basketWhen.hasBasket(desk, tenant);
      const expiresOn = '2027-01-01T00:00:00.000Z';
      const [row] = (await then.items(desk, `BASKET#${id}`)).filter(({ sk }) => sk === 'BASKET');
      await putsRow(desk, { ...row, expiresOn, ...openBasketIndexKeys(id, expiresOn) });
      await desk.cloud.advance(15 * MINUTES);
      await comesToRest(desk);
      const rows = await then.items(desk, `BASKET#${id}`);
      expect(rows.map(({ sk }) => sk).sort()).toEqual([
        'BASKET',
        'EVENT#BASKET_EXPIRED_EVENT',
        'EVENT#BASKET_STARTED_EVENT',
      ]);
      expect(dataOf(await basketWhen.starts(desk, tenant))['startBasket'].id).not.toBe(id);
    },
  },
];

/** On a desk where the queue of orders is gone. */
export const unqueuedBasket: Journey = {
  name: 'a basket whose order cannot be queued is open again',
  async run(desk) {
    const tenant = await desk.tenant();
    const basket = await basketWhen.hasBasket(desk, tenant);
    then.isRefused(await basketWhen.checksOut(desk, tenant, basket), 'QueueUnavailable', null);
    expect(await tenant.graphql(basketWhen.OPEN)).toMatchObject({ openBasket: { id: basket.id } });
    expect(await then.items(desk, `EVENTS#ORDER_ID#${basket.id}`)).toEqual([]);
  },
};
