import type { Context } from '@aws-appsync/utils';
import { daysBetween, isDate } from '../../model/calendar.ts';
import type { Apartment, ApartmentTakenNightsArgs } from '../../model/schema.ts';
import { throwError } from '../platform/errors.ts';

/** A year of nights, chosen: a calendar shows no more, and 100 apartments of them are half a megabyte at most. */
const MAX_NIGHTS_ASKED = 366;

/** An apartment's row, which has its nights in no order; without any it has no set at all. */
type Source = Apartment & { readonly nights?: string[] };

type Step = Context<ApartmentTakenNightsArgs, object, undefined, Source>;

/** `Apartment.takenNights`: answered from the row that the apartment was read by, with no read of its own. */
export function request(ctx: Step) {
  const { from, to } = ctx.args;
  if (!isDate(from)) throwArgument('from', 'from must be a calendar date, YYYY-MM-DD');
  if (!isDate(to)) throwArgument('to', 'to must be a calendar date, YYYY-MM-DD');
  if (to < from) throwArgument('to', 'to must not be before from');
  if (daysBetween(from, to) > MAX_NIGHTS_ASKED)
    throwArgument('to', `from and to must span at most ${MAX_NIGHTS_ASKED} nights`);
  return { payload: null };
}

export function response(ctx: Step) {
  const { from, to } = ctx.args;
  return (ctx.source?.nights ?? []).filter((night) => night >= from && night < to).sort();
}

function throwArgument(argument: string, message: string): never {
  throwError('InvalidArgument', message, { argument });
}
