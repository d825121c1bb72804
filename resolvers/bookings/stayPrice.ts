import type { Context } from '@aws-appsync/utils';
import { stayFault } from '../../model/bookings/stays.ts';
import type { ApartmentStayPriceArgs } from '../../model/schema.ts';
import { throwError } from '../platform/errors.ts';
import { stayPriceOf, type ApartmentRow } from './shared/nightPrices.ts';

type Step = Context<ApartmentStayPriceArgs, object, undefined, ApartmentRow>;

/** `Apartment.stayPrice`: what `createApartmentBooking` would ask for, from the row that the apartment was read by. */
export function request(ctx: Step) {
  const { startDate, endDate } = ctx.args;
  // A price of days that have passed does no harm.
  const fault = stayFault({ startDate, endDate }, startDate);
  if (fault) throwError('InvalidArgument', fault.message, { argument: fault.argument });
  return { payload: null };
}

export function response(ctx: Step) {
  const { startDate, endDate } = ctx.args;
  if (!ctx.source) throwError('InternalFailure', 'An apartment has the field');
  return stayPriceOf(ctx.source, { startDate, endDate }) / 100;
}
