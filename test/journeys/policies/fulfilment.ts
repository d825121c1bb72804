import { expect } from 'vitest';
import * as whenLists from '../fulfilment/when.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import * as orderWhen from '../orders/when.ts';
import * as givenSagas from '../sagas/given.ts';
import { rows } from '../then.ts';
import { dataOf, type Journey } from './Journey.ts';

const statusOf = async (desk: Parameters<Journey['run']>[0], id: string) =>
  (await desk.caretaker.graphql(whenLists.READ, { id }))['shoppingList'].status;

/** What staff fetch. */
export const fulfilment: readonly Journey[] = [
  {
    name: 'a shopping list is found, taken, given back, taken again and completed, which makes its order READY',
    async run(desk) {
      const { id: userId } = await desk.tenant();
      await whenLists.takesLists(desk, desk.caretaker);
      const { availability } = await desk.caretaker.graphql('{ availability { available } }');
      expect(availability).toEqual({ available: true });
      const listId = await whenLists.hasList(desk, { userId, buildingId: 'policy-house' });
      for (const variables of [{ buildingId: 'policy-house' }, { status: 'AVAILABLE' }]) {
        const { shoppingLists } = await desk.caretaker.graphql(whenLists.LISTS, variables);
        expect(shoppingLists.items).toContainEqual(expect.objectContaining({ id: listId }));
      }
      const follower = await whenLists.follows(desk, desk.caretaker, { buildingId: 'policy-house' });
      dataOf(await whenLists.assigns(desk, desk.caretaker, listId));
      dataOf(await whenLists.releases(desk, desk.caretaker, listId));
      dataOf(await whenLists.assigns(desk, desk.caretaker, listId));
      dataOf(await whenLists.completes(desk, desk.caretaker, listId));
      await desk.cloud.settles();
      const stored = await rows(desk, `EVENTS#ORDER_ID#${listId}`);
      expect(stored).toContainEqual(expect.objectContaining({ sk: 'PROGRESS', status: 'READY' }));
      await follower.close();
      expect(follower.all().map(({ data }: any) => data.onShoppingList.status)).toEqual([
        ...['ASSIGNED', 'AVAILABLE', 'ASSIGNED', 'COMPLETED'],
      ]);
    },
  },
  {
    name: 'an order that goes to an apartment is canceled while somebody fetches it',
    async run(desk) {
      const { person, deliverTo } = await givenSagas.aTenantAtHome(desk);
      const [orderId, sku] = ['policy-fetched', 'policy-rolls'];
      await orderWhen.hasRestocked(desk, sku, 10);
      const lines = [{ sku, units: 2, priceCents: 80 }];
      await givenSagas.anOrder(desk, person, { orderId, lines, deliverTo });
      await comesToRest(desk);
      await whenLists.takesLists(desk, desk.caretaker);
      dataOf(await whenLists.assigns(desk, desk.caretaker, orderId));
      dataOf(await orderWhen.moves(desk, person, 'cancelOrder', orderId));
      await comesToRest(desk);
      expect(await statusOf(desk, orderId)).toBe('CANCELED');
      const { data } = await whenLists.setsAvailability(desk, desk.caretaker);
      expect(data!['setAvailability']).toMatchObject({ listId: null });
    },
  },
];
