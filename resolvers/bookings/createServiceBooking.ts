import {
  appointmentFault,
  claimContentOf,
  claimSubjectOf,
  MAX_SERVICE_NAME_LENGTH,
} from '../../model/bookings/kinds.ts';
import type { MutationCreateServiceBookingArgs } from '../../model/schema.ts';
import { checkId, checkOptionalId, checkText, instantOf } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import type { BatchResult } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkRequestRows, readRequestRows, type RequestStep } from './shared/bookingRequest.ts';
import { checkOffered, checkSlot, serviceKey, type ServiceOffer } from './shared/slotTimes.ts';

type Step<Result = unknown> = RequestStep<Result, MutationCreateServiceBookingArgs>;

/**
 * Throws where the request cannot be accepted. The price, the name and how many a slot takes are the catalogue's, as it
 * is now. Whether the slot has a seat left is not asked here: `hold` takes it by a condition.
 */
export const validate = {
  request(ctx: Step) {
    const { serviceId, serviceName, clientToken, userId: named } = ctx.args.input;
    const userId = personOf(actorOf(ctx), named);
    checkId(serviceId, 'serviceId');
    if (serviceName !== null && serviceName !== undefined)
      checkText(serviceName, 'serviceName', MAX_SERVICE_NAME_LENGTH);
    checkOptionalId(clientToken, 'clientToken');
    const dateTime = instantOf(ctx.args.input.dateTime, 'dateTime');
    // A request sent again may come when its time has passed.
    if (!clientToken) checkTime(dateTime);
    ctx.stash.wanted = {
      userId,
      subject: claimSubjectOf({ serviceId, dateTime }),
      content: claimContentOf({ serviceName: serviceName ?? '' }),
      ...(clientToken ? { clientToken } : {}),
      end: dateTime,
      details: { serviceId, dateTime },
    };
    return readRequestRows(ctx, [serviceKey(serviceId)]);
  },

  response(ctx: Step<BatchResult<unknown[]>>) {
    const [offer] = checkRequestRows<ServiceOffer>(ctx);
    // What was promised to the first is promised to a request sent again.
    if (ctx.stash.repeated) return {};
    const { wanted } = ctx.stash;
    checkTime(wanted.end);
    const service = checkOffered(offer, ctx.args.input.serviceId);
    checkSlot(wanted.end, service);
    const { name: serviceName, priceCents, productVersion, capacity } = service;
    wanted.terms = { serviceName, priceCents, productVersion, capacity };
    return {};
  },
};

export { claimBooking as claim, joinClaim as join, releaseClaim as release } from './shared/bookingClaim.ts';
export { takeClaimedSeat as hold } from './shared/seats.ts';

function checkTime(dateTime: string) {
  const fault = appointmentFault(dateTime, nowInstant());
  if (fault) throwError('InvalidArgument', fault, { argument: 'dateTime' });
}
