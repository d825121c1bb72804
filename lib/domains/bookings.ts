import type { Construct } from 'constructs';
import { bookingEventNames } from '../../model/bookings/events.ts';
import { BOOKING_PAYMENT_REJECTED_EVENT } from '../../model/payments/events.ts';
import { BufferedMutation } from '../constructs/BufferedMutation.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { TableField } from '../constructs/TableField.ts';
import type { Platform } from '../platform/Platform.ts';

/** Stays: asked for, stored, confirmed, and told of. */
export const bookings = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'bookings' };

  new BufferedMutation(scope, 'CreateApartmentBooking', { ...shared, field: 'createApartmentBooking' });
  new TableField(scope, 'GetBooking', { ...shared, typeName: 'Query', field: 'getBooking' });
  new TableField(scope, 'ConfirmBooking', {
    ...shared,
    typeName: 'Mutation',
    field: 'confirmBooking',
    steps: ['read', 'approve'],
  });
  new EventWorker(scope, 'RejectCompetingBookings', {
    ...shared,
    worker: 'rejectCompetingBookings',
    eventNames: ['BOOKING_APPROVED_EVENT'],
  });

  new TableField(scope, 'PublishBookingStatusField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishBookingStatus',
    source: 'none',
  });
  new TableField(scope, 'OnBookingStatus', {
    ...shared,
    typeName: 'Subscription',
    field: 'onBookingStatus',
    source: 'none',
  });
  new PublishRule(scope, 'PublishBookingStatus', {
    platform,
    eventNames: [...bookingEventNames, BOOKING_PAYMENT_REJECTED_EVENT],
    mutation: 'publishBookingStatus',
    variables: {
      id: '$.detail.eventData.bookingId.S',
      userId: '$.detail.eventData.userId.S',
      apartmentId: '$.detail.eventData.apartmentId.S',
      status: '$.detail.eventData.status.S',
      reason: '$.detail.eventData.reason.S',
      updatedOn: '$.detail.eventData.updatedOn.S',
    },
    variableTypes: {
      id: 'ID!',
      userId: 'ID!',
      apartmentId: 'ID',
      status: 'BookingStatus!',
      reason: 'String',
      updatedOn: 'AWSDateTime!',
    },
    selection: 'id userId apartmentId status reason updatedOn',
  });
};
