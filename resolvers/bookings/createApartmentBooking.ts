import { apartmentKey } from '../../model/apartments/keys.ts';
import { claimContentOf, claimSubjectOf } from '../../model/bookings/kinds.ts';
import { endOf } from '../../model/bookings/states.ts';
import { nightsOf, stayFault, type Stay } from '../../model/bookings/stays.ts';
import type { MutationCreateApartmentBookingArgs } from '../../model/schema.ts';
import { checkId, checkOptionalId } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import type { BatchResult } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkRequestRows, readRequestRows, type RequestStep } from './shared/bookingRequest.ts';
import { stayPriceOf, type ApartmentRow } from './shared/nightPrices.ts';

type Step<Result = unknown> = RequestStep<Result, MutationCreateApartmentBookingArgs>;

/**
 * Throws where the request cannot be accepted, and says why. It only advises, and its read is eventually
 * consistent: what must not happen is a condition of a later write.
 */
export const validate = {
  request(ctx: Step) {
    const { apartmentId, startDate, endDate, clientToken, userId: named } = ctx.args.input;
    const userId = personOf(actorOf(ctx), named);
    const stay = { startDate, endDate };
    checkId(apartmentId, 'apartmentId');
    checkOptionalId(clientToken, 'clientToken');
    // A request sent again may come when its first night has begun.
    checkStay(stay, clientToken ? startDate : today());
    ctx.stash.wanted = {
      userId,
      subject: claimSubjectOf({ apartmentId }),
      content: claimContentOf(stay),
      ...(clientToken ? { clientToken } : {}),
      end: endOf(stay) ?? '',
      details: { apartmentId, ...stay },
    };
    return readRequestRows(ctx, [apartmentKey(apartmentId)]);
  },

  response(ctx: Step<BatchResult<unknown[]>>) {
    const [apartment] = checkRequestRows<ApartmentRow>(ctx);
    const { apartmentId, startDate, endDate } = ctx.args.input;
    // Its own stay may be approved by now: no reason to refuse a request sent again.
    if (ctx.stash.repeated) return {};
    checkStay({ startDate, endDate }, today());
    if (!apartment) throwError('NotFound', 'There is no such apartment', { apartmentId });
    if (isTaken(apartment.nights ?? [], { startDate, endDate }))
      throwError('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
    ctx.stash.wanted.terms = { priceCents: stayPriceOf(apartment, { startDate, endDate }) };
    return {};
  },
};

export { claimBooking as claim, joinClaim as join, releaseClaim as release } from './shared/bookingClaim.ts';

const today = () => nowInstant().slice(0, 10);

function checkStay(stay: Stay, day: string) {
  const fault = stayFault(stay, day);
  if (fault) throwError('InvalidArgument', fault.message, { argument: fault.argument });
}

const isTaken = (nights: string[], stay: Stay) => nightsOf(stay).some((night) => nights.indexOf(night) >= 0);
