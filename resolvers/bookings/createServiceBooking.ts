import { appointmentFault, MAX_SERVICE_NAME_LENGTH } from '../../model/bookings/kinds.ts';
import { claimContentOf, claimSubjectOf } from '../../model/bookings/kinds.ts';
import type { MutationCreateServiceBookingArgs } from '../../model/schema.ts';
import { checkId, checkOptionalId, checkText, instantOf } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import type { BatchResult } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkRequestRows, readRequestRows, type RequestStep } from './shared/bookingRequest.ts';

type Step<Result = unknown> = RequestStep<Result, MutationCreateServiceBookingArgs>;

/** Throws where the request cannot be accepted. A service takes any number of people at any time. */
export const validate = {
  request(ctx: Step) {
    const { serviceId, serviceName, clientToken, userId: named } = ctx.args.input;
    const userId = personOf(actorOf(ctx), named);
    checkId(serviceId, 'serviceId');
    checkText(serviceName, 'serviceName', MAX_SERVICE_NAME_LENGTH);
    checkOptionalId(clientToken, 'clientToken');
    const dateTime = instantOf(ctx.args.input.dateTime, 'dateTime');
    // A request sent again may come when its time has passed.
    if (!clientToken) checkTime(dateTime);
    ctx.stash.wanted = {
      userId,
      subject: claimSubjectOf({ serviceId, dateTime }),
      content: claimContentOf({ serviceName }),
      ...(clientToken ? { clientToken } : {}),
      end: dateTime,
      details: { serviceId, serviceName, dateTime },
    };
    return readRequestRows(ctx, []);
  },

  response(ctx: Step<BatchResult<unknown[]>>) {
    checkRequestRows(ctx);
    if (!ctx.stash.repeated) checkTime(ctx.stash.wanted.end);
    return {};
  },
};

export { claimBooking as claim, joinClaim as join, releaseClaim as release } from './shared/bookingClaim.ts';

function checkTime(dateTime: string) {
  const fault = appointmentFault(dateTime, nowInstant());
  if (fault) throwError('InvalidArgument', fault, { argument: 'dateTime' });
}
