import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { bookingRow, claimRow } from '../lambda-fns/bookings/rows.ts';
import * as given from './given.ts';
import { comesToRest } from './orders/comesToRest.ts';
import { deadLetters } from './orders/deadLetters.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const RIVALS = 500;

test('of a stay with 500 rivals, all are rejected and told so, with whatever transactions in their way', async () => {
  await using desk = await given.frontdesk({ conflicts: 'hostile' });
  const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
  const stay = when.aStay(apartmentId);
  const bookingId = await when.hasBooked(desk, tenant, stay);
  await putRivals(desk, stay);
  const statuses: string[] = [];
  desk.cloud.world.feed.subscribe((record) => {
    if (record.kind === 'event') statuses.push(record.detailType);
  });

  expect((await when.confirms(desk, desk.caretaker, bookingId)).errors).toBeUndefined();
  await comesToRest(desk);

  const bookings = await then.items(desk, 'BOOKING#');
  const count = (status: string) => bookings.filter((booking) => booking['status'] === status).length;
  expect({ approved: count('APPROVED'), rejected: count('REJECTED') }).toEqual({
    approved: 1,
    rejected: RIVALS,
  });
  expect(statuses.filter((each) => each === 'BOOKING_REJECTED_EVENT')).toHaveLength(RIVALS);
  expect(await deadLetters(desk)).toEqual([]);
  const claims = (await then.items(desk, 'USER#rival-')).filter(({ sk }) => sk.startsWith('CLAIM#'));
  expect(claims).toEqual([]);
});

/** As many people have pending bookings, with their claims, for the same nights. */
async function putRivals({ cloud }: given.Frontdesk, { apartmentId, startDate, endDate }: when.Stay) {
  const call = { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) };
  const subject = `APARTMENT#${apartmentId}`;
  const rows = Array.from({ length: RIVALS }, (_, at) => `rival-${at}`).flatMap((id) => [
    bookingRow(id, { userId: id, apartmentId, startDate, endDate }),
    { ...claimRow(id, id, { subject }), sk: `CLAIM#${subject}` },
  ]);
  for (const row of rows)
    await cloud.services.dynamodb.actions['PutItem']!(
      { TableName: cloud.describe().tableName, Item: marshall(row) },
      call,
    );
}
