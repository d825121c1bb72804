import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bookingEventNames } from '../../model/bookings/events.ts';
import { BOOKING_DELAYED_EVENT, BOOKING_RESUMED_EVENT } from '../../model/deadLetters/events.ts';
import { bookingPaymentEventNames } from '../../model/payments/events.ts';
import { BufferedMutation } from '../constructs/BufferedMutation.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { ScheduledWorker } from '../constructs/ScheduledWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** One message may end 500 bookings; of a large complex, a hundred transactions are enough at a time. */
const thorough = { batchSize: 1, timeout: Duration.minutes(1), maxConcurrency: 10 };

/** Stays and appointments: requested, stored, confirmed, ended and published. */
export const bookings = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['apartments', 'bookings', 'offers', 'services', 'users'],
    batchGets: ['users', 'apartments', 'offers'],
    queries: ['bookings', 'services', 'userBookings', 'apartmentBookings', 'serviceBookings'],
    checks: ['users', 'apartments'],
    puts: ['users', 'bookingEvents'],
    updates: ['bookings', 'users', 'apartments', 'services'],
    deletes: ['users'],
  });
  const shared = { platform, domain: 'bookings' };

  const rows = { puts: ['bookings', 'bookingEvents'], deletes: ['users'] } as const;
  new BufferedMutation(scope, 'CreateApartmentBooking', {
    ...shared,
    field: 'createApartmentBooking',
    joins: true,
    rows: { ...rows, checks: ['users', 'apartments'] },
  });
  new BufferedMutation(scope, 'CreateServiceBooking', {
    ...shared,
    field: 'createServiceBooking',
    joins: true,
    holds: true,
    rows: { ...rows, checks: ['users'], updates: ['services'] },
  });
  for (const [field, steps] of Object.entries({
    updateBooking: ['read', 'readSeller', 'change'],
    cancelBooking: ['read', 'readHoldings', 'cancel'],
    confirmBooking: ['read', 'approve'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field, steps });
  for (const [field, steps] of Object.entries({
    getBooking: ['read', 'users'],
    bookingsPerUser: ['query', 'users'],
    getAllBookingsPerApartment: ['query', 'users'],
    availableSlots: ['read', 'slots'],
    pendingAppointments: ['shard0', 'shard1', 'shard2', 'shard3', 'users'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field, steps });
  new TableField(scope, 'BookingApartment', {
    ...shared,
    typeName: 'ApartmentBooking',
    field: 'apartment',
  });
  new TableField(scope, 'ApartmentStayPrice', {
    ...shared,
    typeName: 'Apartment',
    field: 'stayPrice',
    source: 'none',
  });
  new TableField(scope, 'ApartmentPendingBookings', {
    ...shared,
    typeName: 'Apartment',
    field: 'pendingBookings',
    steps: ['query', 'users'],
  });

  workers(scope, platform);
  announcements(scope, platform);
};

/** What follows from approvals, and from time. */
const workers = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'bookings' };

  new EventWorker(scope, 'RejectCompetingBookings', {
    ...shared,
    worker: 'rejectCompetingBookings',
    eventNames: ['BOOKING_APPROVED_EVENT'],
    // An approval may have hundreds of rivals.
    batchSize: 1,
    rows: {
      gets: ['bookings'],
      queries: ['apartmentBookings'],
      checks: ['apartments'],
      puts: ['bookingEvents'],
      updates: ['bookings'],
      deletes: ['users'],
    },
  });

  new ScheduledWorker(scope, 'SweepBookings', {
    ...shared,
    worker: 'sweepBookings',
    every: Duration.minutes(15),
    message: { sweep: 'all' },
    rows: {
      gets: ['apartments'],
      batchGets: ['bookingEvents'],
      queries: ['allBuildings', 'buildingApartments', 'apartmentBookings', 'serviceBookings'],
      puts: ['bookingEvents'],
      updates: ['bookings', 'apartments', 'services'],
      deletes: ['users'],
    },
    ...thorough,
  });
};

/** Publishes each status to its subscribers. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'bookings' };

  new TableField(scope, 'PublishBookingStatusField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishBookingStatus',
    source: 'none',
  });
  new TableField(platform.subscriptions, 'OnBookingStatus', {
    ...shared,
    typeName: 'Subscription',
    field: 'onBookingStatus',
    source: 'none',
  });
  new PublishRule(scope, 'PublishBookingStatus', {
    platform,
    eventNames: [
      ...bookingEventNames,
      ...bookingPaymentEventNames,
      BOOKING_DELAYED_EVENT,
      BOOKING_RESUMED_EVENT,
    ],
    mutation: 'publishBookingStatus',
    variables: {
      id: '$.detail.eventData.bookingId.S',
      userId: '$.detail.eventData.userId.S',
      apartmentId: '$.detail.eventData.apartmentId.S',
      status: '$.detail.eventData.status.S',
      reason: '$.detail.eventData.reason.S',
      updatedOn: '$.detail.eventData.updatedOn.S',
      traceId: '$.detail.traceId',
    },
    variableTypes: {
      id: 'ID!',
      userId: 'ID!',
      apartmentId: 'ID',
      status: 'BookingStatus!',
      reason: 'String',
      updatedOn: 'AWSDateTime!',
      traceId: 'String',
    },
    selection: 'id userId apartmentId status reason updatedOn traceId',
  });
};
