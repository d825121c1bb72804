import { beforeAll, expect, test } from 'vitest';
import { userKey } from '../../../model/accounts/keys.ts';
import { apartmentKey } from '../../../model/apartments/keys.ts';
import { claimKey, requestKey } from '../../../model/bookings/keys.ts';
import { serviceRow } from '../../lambda-fns/bookings/rows.ts';
import { sendCopies } from '../copies.ts';
import { everyWay } from '../interleavings.ts';
import { startApi, tenant, type StartedApi } from '../startApi.ts';

const stay = `mutation ($input: CreateApartmentBookingInput!) {
  createApartmentBooking(input: $input) { id status } }`;
const appointment = `mutation ($input: CreateServiceBookingInput!) {
  createServiceBooking(input: $input) { id status } }`;
const dates = { startDate: '2030-06-01', endDate: '2030-06-04' };
const time = { serviceName: 'Repair', dateTime: '2030-06-01T08:00:00.000Z' };

let api: StartedApi;
beforeAll(async () => {
  api = await startApi();
  await api.put({ ...userKey('tenant-1'), id: 'tenant-1', enabled: true });
});

test.each([
  [
    'a stay',
    stay,
    (id: string) => ({ ...dates, apartmentId: id }),
    (id: string) => claimKey('tenant-1', `APARTMENT#${id}`),
  ],
  [
    'an appointment',
    appointment,
    (id: string) => ({ ...time, serviceId: id }),
    (id: string) => claimKey('tenant-1', `SERVICE#${id}#${time.dateTime}`),
  ],
])('%s that a copy was given a ticket for stays claimed, however two copies meet', async (...each) => {
  const [what, mutation, inputOf, keyOf] = each;
  let requests = 0;
  const ways = await everyWay(async (choose) => {
    const id = `${what.split(' ')[1]}-${requests++}`;
    await api.put({ ...apartmentKey(id), id, apartmentType: 'VILLA' }, serviceRow(id));
    const ask = () => api.run(tenant, mutation, { input: { ...inputOf(id), clientToken: id } });
    const answers = await sendCopies(api, choose, [ask, ask]);
    const tickets = answers.flatMap((answer) => ('id' in answer ? [answer.id] : []));
    for (const answer of answers)
      if ('errorType' in answer) expect(['QueueUnavailable', 'TryAgain']).toContain(answer.errorType);
    const rows = [await api.row(keyOf(id)), await api.row(requestKey('tenant-1', id))];
    for (const ticket of tickets) expect(rows.map((row) => row?.bookingId)).toEqual([ticket, ticket]);
  });
  expect(ways).toBeGreaterThan(100);
});
