import { expect } from 'vitest';
import * as whenLetters from '../deadLetters/when.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import * as orderThen from '../orders/then.ts';
import * as orderWhen from '../orders/when.ts';
import * as then from '../then.ts';
import * as when from '../when.ts';
import { dataOf, type Journey } from './Journey.ts';
import { schedulesLooks } from './operator.ts';

const DELAYED = { reason: 'delayed: we are looking into it' };

const letterAbout = async (desk: Parameters<Journey['run']>[0], entityId: string) => {
  const { items } = await whenLetters.letters(desk.admin, { filter: { entityId } });
  expect(items).toHaveLength(1);
  return items[0];
};

/** What was given up, and its way back. */
export const deadLetters: readonly Journey[] = [
  {
    name: 'a booking is delayed while its message is a dead letter, which an admin finds',
    async run(desk) {
      const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
      const follower = await whenLetters.follows(desk, desk.admin);
      let id = '';
      const book = async () => {
        id = dataOf(await when.books(desk, tenant, when.aStay(apartmentId)))['createApartmentBooking'].id;
      };
      await whenLetters.sendsChanged(
        desk,
        'CreateApartmentBooking',
        book,
        ({ holdUntil: _, ...body }) => body,
      );
      await whenLetters.looksForLetters(desk);
      await comesToRest(desk);
      expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'QUEUED', ...DELAYED });
      const letter = await letterAbout(desk, id);
      const { items } = await whenLetters.letters(desk.admin, { queue: letter.queue });
      expect(items).toContainEqual(letter);
      const { deadLetter } = await desk.admin.graphql(whenLetters.LETTER, { id: letter.id });
      expect(JSON.parse(deadLetter.body)).toMatchObject({ bookingId: id });
      await whenLetters.takesAway(desk, letter);
      await whenLetters.looksForLetters(desk);
      await comesToRest(desk);
      expect(await then.bookingOf(tenant, id)).toBeNull();
      await follower.close();
      const updates = follower.all().map(({ data }: any) => data.onDeadLetter);
      expect(updates.filter((update) => update.id === letter.id)).toMatchObject([
        { status: 'OPEN' },
        { status: 'GONE' },
      ]);
    },
  },
  {
    name: 'an order is delayed until its letter is taken away',
    async run(desk) {
      const [tenant, orderId] = [await desk.tenant(), 'policy-delayed'];
      await orderWhen.hasOffered(desk, 'policy-none');
      const place = () =>
        orderWhen.places(desk, tenant, { orderId, lines: [orderWhen.aLine('policy-none')] });
      await whenLetters.sendsChanged(desk, 'PlaceOrder', place, ({ lines: _, ...body }) => body);
      await whenLetters.looksForLetters(desk);
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({ status: 'QUEUED', ...DELAYED });
      await whenLetters.takesAway(desk, await letterAbout(desk, orderId));
      await whenLetters.looksForLetters(desk);
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({ status: 'QUEUED', reason: null });
    },
  },
  {
    name: 'an admin brings a letter back, which dies again, and discards another',
    async run(desk) {
      const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
      const orderId = 'policy-redriven';
      await orderWhen.hasOffered(desk, 'policy-none');
      const place = () =>
        orderWhen.places(desk, tenant, { orderId, lines: [orderWhen.aLine('policy-none')] });
      await whenLetters.sendsChanged(desk, 'PlaceOrder', place, ({ lines: _, ...body }) => body);
      let bookingId = '';
      const book = async () => {
        const answer = await when.books(desk, tenant, when.aStay(apartmentId));
        bookingId = dataOf(answer)['createApartmentBooking'].id;
      };
      await whenLetters.sendsChanged(
        desk,
        'CreateApartmentBooking',
        book,
        ({ holdUntil: _, ...body }) => body,
      );
      // Beside it lies another, which stays.
      await whenLetters.sendsJunk(desk, 'CreateApartmentBooking', 'not asked for');
      await whenLetters.looksForLetters(desk);
      const [died, unwanted] = [await letterAbout(desk, orderId), await letterAbout(desk, bookingId)];
      const follower = await whenLetters.follows(desk, desk.admin, whenLetters.RUN_UPDATES);
      const { deadLetterQueues } = await desk.admin.graphql(whenLetters.QUEUES, {});
      expect(deadLetterQueues).toContainEqual(expect.objectContaining({ name: died.queue }));

      const back = { queue: died.queue, ids: [died.id], reason: 'try' };
      const redriven = await whenLetters.redrives(desk, desk.admin, back);
      await comesToRest(desk);
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({ status: 'QUEUED', reason: null });
      const { deadLetter } = await desk.admin.graphql(whenLetters.LETTER, { id: died.id });
      expect(deadLetter).toMatchObject({ status: 'REDRIVEN' });
      await whenLetters.looksForLetters(desk);
      expect(await letterAbout(desk, orderId)).toMatchObject({ redriveCount: 1 });

      const away = { queue: unwanted.queue, ids: [unwanted.id], reason: 'a test' };
      const discarded = await whenLetters.discards(desk, desk.admin, away);
      await comesToRest(desk);
      expect(await then.bookingOf(tenant, bookingId)).toBeNull();
      const runs = await whenLetters.history(desk.admin);
      for (const { id } of [redriven, discarded])
        expect(runs).toContainEqual(expect.objectContaining({ id, status: 'DONE', done: 1 }));
      await follower.close();
      const told = follower.all().map(({ data }: any) => data.onRedrive.id);
      expect(told).toEqual(expect.arrayContaining([redriven.id, discarded.id]));
    },
  },
  {
    name: 'an admin mends a letter, which goes home and is placed',
    async run(desk) {
      const [tenant, orderId] = [await desk.tenant(), 'policy-edited'];
      let whole: unknown;
      await orderWhen.hasOffered(desk, 'policy-none');
      const place = () =>
        orderWhen.places(desk, tenant, { orderId, lines: [orderWhen.aLine('policy-none')] });
      await whenLetters.sendsChanged(desk, 'PlaceOrder', place, ({ lines, ...body }) => {
        whole = { ...body, lines };
        return body;
      });
      await whenLetters.looksForLetters(desk);
      const died = await letterAbout(desk, orderId);
      await whenLetters.edits(desk, desk.admin, died.id, whole);
      await comesToRest(desk);
      const { id, queue } = await letterAbout(desk, orderId);
      expect(id).not.toBe(died.id);
      await whenLetters.redrives(desk, desk.admin, { queue, ids: [id], reason: 'mended' });
      await comesToRest(desk);
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({ status: 'STOCK_DEPLETED' });
    },
  },
  {
    name: 'dead letters are looked for by themselves',
    async run(desk) {
      const text = desk.cloud.world.random.uuid();
      await whenLetters.sendsJunk(desk, 'RestockSku', text);
      // Where it is set to an hour, for the other stories.
      await schedulesLooks(desk, 'rate(5 minutes)');
      await desk.cloud.advance(5 * 60_000);
      await comesToRest(desk);
      const { items } = await whenLetters.letters(desk.admin, { pagination: { limit: 100 } });
      const bodies = await Promise.all(
        items.map(({ id }: { id: string }) => desk.admin.graphql(whenLetters.LETTER, { id })),
      );
      expect(bodies.map(({ deadLetter }) => deadLetter.body)).toContain(text);
    },
  },
];
