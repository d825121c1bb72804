import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscribeWithWs } from '../support/subscriber.ts';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

describe('a booking', () => {
  test('returns a ticket before any function has run', async () => {
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    const kinds: string[] = [];
    const stop = desk.cloud.world.feed.subscribe(({ kind }) => kinds.push(kind));

    const { data, errors } = await when.books(desk, tenant, when.aStay(apartment));
    const untilAnswered = kinds.slice(0, kinds.indexOf('request') + 1);
    await desk.cloud.settles();
    stop();

    expect(errors).toBeUndefined();
    expect(data).toEqual({ createApartmentBooking: { id: expect.any(String), status: 'QUEUED' } });
    expect(untilAnswered).toContain('request');
    expect(untilAnswered).not.toContain('invocation');
    expect(kinds.filter((kind) => kind === 'invocation')).toHaveLength(1);
  });

  test('is PENDING once stored, and APPROVED once confirmed', async () => {
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    const id = await when.hasBooked(desk, tenant, when.aStay(apartment));
    expect(await then.bookingOf(tenant, id)).toMatchObject({
      id,
      userId: tenant.id,
      apartmentId: apartment,
      status: 'PENDING',
    });

    const { data } = await when.confirms(desk, desk.caretaker, id);
    expect(data).toEqual({ confirmBooking: { id, status: 'APPROVED' } });
    expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'APPROVED' });
  });

  test('is delivered to its owner live: PENDING, then APPROVED', async () => {
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    const subscription = await subscribeWithWs(doorOf(tenant.idToken), when.STATUSES, { userId: tenant.id });

    const id = await when.hasBooked(desk, tenant, when.aStay(apartment));
    await when.confirms(desk, desk.admin, id);
    await desk.cloud.settles();

    const statuses = [await subscription.next(), await subscription.next()].map(
      (payload: any) => payload.data.onBookingStatus,
    );
    expect(statuses).toMatchObject([
      { id, status: 'PENDING', userId: tenant.id },
      { id, status: 'APPROVED' },
    ]);
    await subscription.close();
  });

  test('is not shown to another tenant, live or stored', async () => {
    const [owner, other, apartment] = [await desk.tenant(), await desk.tenant(), await desk.apartment()];
    const subscription = await subscribeWithWs(doorOf(other.idToken), when.STATUSES, {});
    const id = await when.hasBooked(desk, owner, when.aStay(apartment));
    const own = await when.hasBooked(desk, other, when.aStay(apartment));

    const first: any = await subscription.next();
    expect(first.data.onBookingStatus).toMatchObject({ id: own, userId: other.id });
    then.isRefused(
      await when.ask(desk, other, 'query ($id: ID!) { getBooking(id: $id) { id } }', { id }),
      'Forbidden',
      null,
    );
    await expect(subscribeWithWs(doorOf(other.idToken), when.STATUSES, { userId: owner.id })).rejects.toThrow(
      /Forbidden/,
    );
    await subscription.close();
  });

  test('can be confirmed by staff only', async () => {
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    const id = await when.hasBooked(desk, tenant, when.aStay(apartment));
    const { errors } = await when.confirms(desk, tenant, id);
    expect(errors).toMatchObject([{ errorType: 'Unauthorized' }]);
    expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'PENDING' });
  });

  test('for nights that are taken is refused', async () => {
    const [tenant, late, apartment] = [await desk.tenant(), await desk.tenant(), await desk.apartment()];
    await when.confirms(desk, desk.admin, await when.hasBooked(desk, tenant, when.aStay(apartment)));
    then.isRefused(
      await when.books(desk, late, when.aStay(apartment, '2027-03-12', '2027-03-14')),
      'DatesTaken',
    );
    expect(
      (await when.books(desk, late, when.aStay(apartment, '2027-03-13', '2027-03-14'))).errors,
    ).toBeUndefined();
  });

  test('that competes with an approved one is rejected with the reason', async () => {
    const [first, second, apartment] = [await desk.tenant(), await desk.tenant(), await desk.apartment()];
    const winner = await when.hasBooked(desk, first, when.aStay(apartment));
    const loser = await when.hasBooked(desk, second, when.aStay(apartment, '2027-03-11', '2027-03-15'));
    await when.confirms(desk, desk.admin, winner);
    await desk.cloud.settles();
    expect(await then.bookingOf(second, loser)).toMatchObject({
      status: 'REJECTED',
      reason: expect.stringMatching(/./),
    });
    expect(
      (await when.books(desk, second, when.aStay(apartment, '2027-03-13', '2027-03-15'))).errors,
    ).toBeUndefined();
  });

  test('with the same clientToken returns the same ticket', async () => {
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    const stay = { ...when.aStay(apartment), clientToken: 'try-1' };
    const [first, again] = [await when.books(desk, tenant, stay), await when.books(desk, tenant, stay)];
    await desk.cloud.settles();
    expect(first.errors).toBeUndefined();
    expect(again).toEqual(first);
    expect(await then.rows(desk, `BOOKING#${first.data!['createApartmentBooking'].id}`)).toHaveLength(1);
  });
});

const doorOf = (authorization: string) => ({
  ...desk.cloud.describe(),
  authorization: { Authorization: authorization },
});
