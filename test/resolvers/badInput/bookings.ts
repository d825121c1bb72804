import { anAppointment, aPendingBooking, BOOK_SERVICE } from '../../journeys/authorization/things.ts';
import type { Operation, Variables } from './Operation.ts';
import type { Scene } from './Scene.ts';
import {
  invalid,
  invalidFor,
  LONG,
  nothing,
  notCounts,
  notIds,
  notTexts,
  pages,
  refused,
  UNKNOWN,
} from './values.ts';

const unknown = [...notIds, ...refused('NotFound', ...UNKNOWN)];

/** Starts of a stay until 13 March 2027, asked for on 20 January 2027. */
const notStarts = [
  ...invalid('2027-01-19', '1970-01-01', '0000-01-01', '2027-03-10Z', '2027-03-10+02:00'),
  ...invalidFor('endDate', '2027-03-13', '2027-03-14', '9999-12-31'),
];

/** Ends of a stay from 10 March 2027, or the day after. */
const notEnds = invalid('2027-03-10', '2027-03-09', '1970-01-01', '2027-06-10', '9999-12-31', '2027-03-13Z');

/** Instants that have come by 20 January 2027, 10:00 UTC, and those no clock shows. */
const notInstants = invalid(
  '2027-01-20T10:00:00.000Z',
  '2027-01-20T11:59:59+02:00',
  '1970-01-01T00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-18:00',
  '2027-03-10T09:00:00+18:01',
  '2027-03-10T09:00:00-99:00',
  '2027-03-10T09:00:00+05:30:15',
);

/** Instants at which no slot of an hour begins. */
const notSlots = invalid(
  '2027-03-10T09:00:00.001Z',
  '2027-03-10T09:30:00+01:00',
  '2027-03-10T09:00:00+00:30',
);

const aTenantsBooking = (scene: Scene) =>
  scene.desk.tenant().then((owner) => aPendingBooking({ desk: scene.desk, owner, otherTenant: owner }));

const byBookingId = (field: string): Operation => ({
  field,
  good: async (scene) => ({ bookingId: await aTenantsBooking(scene) }),
  bad: { bookingId: unknown },
});

/** Names a booking, and no change of it. */
const noChange = invalid((_: Scene, { input }: Variables) => ({ bookingId: input.bookingId }));

const requests: readonly Operation[] = [
  {
    field: 'Mutation.createApartmentBooking',
    good: async ({ desk }) => ({
      input: { apartmentId: await desk.apartment(), startDate: '2027-03-10', endDate: '2027-03-13' },
    }),
    bad: { 'input.apartmentId': unknown, 'input.startDate': notStarts, 'input.endDate': notEnds },
  },
  {
    field: 'Mutation.createApartmentBooking',
    use: 'named by its client, for a tenant',
    good: async ({ desk, tenant }) => ({
      input: {
        apartmentId: await desk.apartment(),
        startDate: '2027-03-10',
        endDate: '2027-03-13',
        clientToken: 'stay',
        userId: tenant.id,
      },
    }),
    bad: {
      // The longest stay is judged first: a request sent again may come when its first night has begun.
      'input.startDate': [...invalid('2027-01-19'), ...invalidFor('endDate', '1970-01-01', '2027-03-13')],
      'input.endDate': notEnds,
      'input.clientToken': notIds,
      'input.userId': unknown,
    },
  },
  {
    field: 'Mutation.createServiceBooking',
    good: async ({ desk }) => ({ input: await anAppointment(desk) }),
    bad: {
      'input.serviceId': [...notIds, ...refused('NotOffered', ...UNKNOWN)],
      'input.dateTime': [...notInstants, ...notSlots],
    },
  },
  {
    field: 'Mutation.createServiceBooking',
    use: 'named by its client, for a tenant',
    good: async ({ desk, tenant }) => ({
      input: {
        ...(await anAppointment(desk)),
        serviceName: 'Laundry',
        clientToken: 'appointment',
        userId: tenant.id,
      },
    }),
    bad: {
      'input.serviceId': [...notIds, ...refused('NotOffered', ...UNKNOWN)],
      'input.serviceName': notTexts(100),
      'input.dateTime': notInstants,
      'input.clientToken': notIds,
      'input.userId': unknown,
    },
  },
];

const changes: readonly Operation[] = [
  {
    field: 'Mutation.updateBooking',
    use: 'of a stay',
    good: async (scene) => ({
      input: { bookingId: await aTenantsBooking(scene), startDate: '2027-03-11', endDate: '2027-03-13' },
    }),
    bad: {
      input: noChange,
      'input.bookingId': unknown,
      'input.startDate': notStarts,
      'input.endDate': notEnds,
      'input.dateTime': invalid('2027-03-10T09:00:00Z', '2027-01-20T10:00:00Z'),
    },
  },
  {
    field: 'Mutation.updateBooking',
    use: 'of an appointment',
    good: async ({ desk }) => {
      const tenant = await desk.tenant();
      const { createServiceBooking } = await tenant.graphql(BOOK_SERVICE, {
        input: await anAppointment(desk),
      });
      await desk.cloud.settles();
      return { input: { bookingId: createServiceBooking.id, dateTime: '2027-03-11T09:00:00Z' } };
    },
    bad: {
      input: noChange,
      'input.bookingId': unknown,
      'input.startDate': invalid('2027-03-11', '2027-01-19'),
      'input.endDate': invalid('2027-03-13', '2027-01-19'),
      'input.dateTime': [...notInstants, ...notSlots],
    },
  },
];

/** Tokens of another list, cut, or made up. A token of this one is its place in plain text, and opens nothing. */
const notPlaces = invalid(
  '',
  ' ',
  'forged',
  LONG,
  ...['{}', 'BOOKING#x pendingAppointments', 'BOOKING#2027-03-10T09:00:00.000Z#a b pendingAppointments'].map(
    (text) => Buffer.from(text).toString('base64'),
  ),
  ({ tokens }: Scene) => tokens.foundOrders,
  ({ tokens }: Scene) => tokens.bookingsOfTenant,
  ({ tokens }: Scene) => tokens.appointments.slice(0, -8),
  ({ tokens }: Scene) => tokens.appointments.slice(8),
  ({ tokens }: Scene) => tokens.appointments.repeat(2),
);

const lists: readonly Operation[] = [
  {
    field: 'Query.availableSlots',
    good: async ({ desk }) => ({
      serviceId: (await anAppointment(desk)).serviceId,
      from: '2027-03-10',
      to: '2027-03-11',
    }),
    bad: {
      serviceId: [...notIds, ...refused('NotOffered', ...UNKNOWN)],
      from: [
        ...invalid('2027-03-10Z', '2027-03-10+02:00'),
        ...invalidFor('to', '0000-01-01', '1970-01-01', '2027-02-08', '2027-03-12', '9999-12-31'),
      ],
      to: invalid('2027-03-09', '1970-01-01', '2027-04-10', '9999-12-31', '2027-03-13Z'),
    },
  },
  {
    field: 'Query.getBooking',
    good: async (scene) => ({ id: await aTenantsBooking(scene) }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.bookingsPerUser', 'bookingsOfTenant', ['bookingsOfOther', 'bookingsOfApartment', 'users'], {
    good: ({ tenant }) => ({ userId: tenant.id }),
    bad: { userId: [...notIds, ...nothing(...UNKNOWN)] },
  }),
  ...pages(
    'Query.getAllBookingsPerApartment',
    'bookingsOfApartment',
    ['bookingsOfOtherApartment', 'bookingsOfTenant', 'buildings'],
    {
      good: ({ apartmentId }) => ({ apartmentId }),
      bad: { apartmentId: [...notIds, ...nothing(...UNKNOWN)] },
    },
  ),
  {
    field: 'Query.pendingAppointments',
    use: 'from the start',
    good: async () => ({ pagination: { limit: 1 } }),
    bad: { 'pagination.limit': notCounts(100) },
  },
  {
    field: 'Query.pendingAppointments',
    use: 'further on',
    good: async ({ tokens }) => ({ pagination: { limit: 1, nextToken: tokens.appointments } }),
    bad: { 'pagination.nextToken': notPlaces },
  },
];

const notEmptyIds = notIds.filter(({ value }) => value !== '');

const news: readonly Operation[] = [
  {
    field: 'Mutation.publishBookingStatus',
    caller: 'role',
    good: async ({ tenant, apartmentId }) => ({
      id: 'booking',
      userId: tenant.id,
      apartmentId,
      status: 'APPROVED',
      reason: 'because',
      updatedOn: '2027-01-20T10:00:00.000Z',
      traceId: '1-697dee40-0123456789abcdef01234567',
    }),
    bad: {
      id: notIds,
      userId: notIds,
      // An event's "none" is an empty text.
      apartmentId: notEmptyIds,
      status: [],
      reason: [],
      updatedOn: [],
      traceId: [],
    },
    // What is no trace is not logged as one; the news goes out all the same.
    takesAny: ['reason', 'traceId'],
  },
  {
    field: 'Subscription.onBookingStatus',
    good: async ({ tenant, apartmentId }) => ({ bookingId: 'booking', apartmentId, userId: tenant.id }),
    bad: { bookingId: notIds, apartmentId: notIds, userId: notIds },
  },
];

export const bookings: readonly Operation[] = [
  ...requests,
  ...changes,
  byBookingId('Mutation.confirmBooking'),
  byBookingId('Mutation.cancelBooking'),
  ...lists,
  ...news,
];
