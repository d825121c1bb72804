import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../given.ts';
import * as orderWhen from '../orders/when.ts';
import { orderOf } from '../orders/then.ts';
import * as then from '../then.ts';
import * as bookingWhen from '../when.ts';
import * as when from './when.ts';

const DELAYED = 'delayed: we are looking into it';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** As an older version wrote it. */
const withoutHold = ({ holdUntil: _, ...body }: any) => body;

describe('a booking whose message died', () => {
  let tenant: given.Person;
  let bookingId: string;
  let letter: any;

  test('is told to its owner as delayed, though nothing is stored of it but its claim', async () => {
    tenant = await desk.tenant();
    const stay = bookingWhen.aStay(await desk.apartment());
    const statuses = await bookingWhen.follows(desk, tenant);
    const updates = await when.follows(desk, desk.admin);
    await when.sendsChanged(
      desk,
      'CreateApartmentBooking',
      async () => {
        const { data } = await bookingWhen.books(desk, tenant, stay);
        bookingId = data!['createApartmentBooking'].id;
      },
      withoutHold,
    );
    expect(await then.bookingOf(tenant, bookingId)).toBeNull();

    await when.looksForLetters(desk);
    expect(await then.bookingOf(tenant, bookingId)).toMatchObject({
      ...stay,
      id: bookingId,
      userId: tenant.id,
      status: 'QUEUED',
      reason: DELAYED,
    });
    await statuses.close();
    expect(statuses.all().map(({ data }: any) => data.onBookingStatus)).toMatchObject([
      { id: bookingId, status: 'QUEUED', reason: DELAYED },
    ]);
    await updates.close();
    expect(updates.all().map(({ data }: any) => data.onDeadLetter)).toMatchObject([
      { status: 'OPEN', errorCode: 'InvalidArgument', entityType: 'booking', entityId: bookingId },
    ]);
  });

  test('is shown to staff with what happened, and to nobody else', async () => {
    const [found] = (await when.letters(desk.admin)).items;
    letter = found;
    expect(await then.bookingOf(desk.caretaker, bookingId)).toMatchObject({
      reason: `${DELAYED} (dead letter ${letter.id}: InvalidArgument at createApartmentBooking)`,
    });
    const other = await desk.tenant();
    await expect(then.bookingOf(other, bookingId)).rejects.toThrow('This belongs to another person');
  });

  test('is listed for Admins with its reason, and shown with its body', async () => {
    expect(letter).toMatchObject({
      status: 'OPEN',
      deathClass: 'PERMANENT',
      errorCode: 'InvalidArgument',
      failingStep: 'createApartmentBooking',
      entityType: 'booking',
      entityId: bookingId,
      redriveCount: 0,
      closedOn: null,
    });
    expect(letter.reason).toMatch(/holdUntil/);
    const { deadLetter } = await desk.admin.graphql(when.LETTER, { id: letter.id });
    expect(JSON.parse(deadLetter.body)).toMatchObject({ bookingId, userId: tenant.id });
    expect(deadLetter.bodyBytes).toBe(deadLetter.body.length);
  });

  test('is no more delayed once its letter was taken away by others, and its owner hears of it', async () => {
    const statuses = await bookingWhen.follows(desk, tenant);
    await when.takesAway(desk, letter);
    await when.looksForLetters(desk);

    expect(await then.bookingOf(tenant, bookingId)).toBeNull();
    await statuses.close();
    expect(statuses.all().map(({ data }: any) => data.onBookingStatus)).toMatchObject([
      { id: bookingId, status: 'QUEUED', reason: null },
    ]);
    const { deadLetter } = await desk.admin.graphql(when.LETTER, { id: letter.id });
    expect(deadLetter).toMatchObject({ status: 'GONE', closedOn: expect.any(String) });
    expect((await when.letters(desk.admin)).items).toEqual([]);
  });
});

test('an order is delayed while a message about it is a dead letter, in whatever status it is', async () => {
  const [tenant, orderId] = [await desk.tenant(), 'delayed-order'];
  await orderWhen.hasOffered(desk, 'lamp');
  await when.sendsChanged(
    desk,
    'PlaceOrder',
    () => orderWhen.places(desk, tenant, { orderId, lines: [orderWhen.aLine('lamp')] }),
    ({ lines: _, ...body }) => body,
  );
  expect(await orderOf(tenant, orderId)).toMatchObject({ status: 'QUEUED', reason: null });
  await when.looksForLetters(desk);
  expect(await orderOf(tenant, orderId)).toMatchObject({ status: 'QUEUED', reason: DELAYED });
});

describe('everybody but Admins', () => {
  test.each([
    ['deadLetters', '{ deadLetters { items { id } } }'],
    ['deadLetter', '{ deadLetter(id: "a") { id } }'],
  ])('is refused %s', async (_field, query) => {
    for (const caller of [desk.caretaker, await desk.tenant()])
      then.isRefused(await bookingWhen.ask(desk, caller, query, {}), 'Forbidden', null);
  });

  test('is refused onDeadLetter', async () => {
    for (const caller of [desk.caretaker, await desk.tenant()])
      await expect(when.follows(desk, caller)).rejects.toThrow('Only an Admin');
  });
});
