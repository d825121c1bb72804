import * as whenLetters from '../../journeys/deadLetters/when.ts';
import * as whenLists from '../../journeys/fulfilment/when.ts';
import { noFigures, publishes } from '../../journeys/operations/when.ts';
import * as whenOrders from '../../journeys/orders/when.ts';
import * as when from '../../journeys/when.ts';
import { looksForLetters, type Values, type World } from './states.ts';

const placesOne = async ({ desk, people }: World, sku: string) =>
  whenOrders.places(desk, people.resident, {
    orderId: desk.cloud.world.random.uuid(),
    lines: [whenOrders.aLine(sku)],
  });

/** What happens while a page follows a subscription, by the name that its pact has for it. `values` are those of the state. */
export const acts: Readonly<Record<string, (world: World, values: Values) => Promise<unknown>>> = {
  'the desk confirms the stay': ({ desk }, { bookingId }) =>
    when.confirms(desk, desk.caretaker, String(bookingId)),
  'the resident orders': (world, { sku }) => placesOne(world, String(sku)),
  'a lot arrives': ({ desk }, { sku }) =>
    whenOrders.restocks(desk, String(sku), 7, desk.cloud.world.random.uuid()),
  async 'a price changes'({ desk }, { sku }) {
    await whenOrders.reprices(desk, String(sku), 13.5);
    await whenOrders.reprices(desk, String(sku), 12.5);
  },
  'the caretaker takes the list': ({ desk }, { listId }) =>
    whenLists.assigns(desk, desk.caretaker, String(listId)),
  async 'a message dies'({ desk }) {
    await whenLetters.sendsJunk(desk, 'RestockSku', 'not JSON either');
    await looksForLetters(desk);
  },
  'the letter is discarded': ({ desk }, { queue, letterId }) =>
    whenLetters.discards(desk, desk.admin, { queue, ids: [letterId], reason: 'Of no use any more' }),
  'a machine publishes its figures': ({ desk }) => publishes(desk, noFigures),
};
