import { util, type Context } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { claimContentOf, claimSubjectOf } from '../../model/bookings/kinds.ts';
import { endOf } from '../../model/bookings/states.ts';
import { nightsOf, stayFault, type Stay } from '../../model/bookings/stays.ts';
import type { MutationCreateApartmentBookingArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { checkId, checkOptionalId } from '../checks.ts';
import { refuse } from '../refuse.ts';
import type { Wanted } from './claims.ts';
import { readRows, rowsRead } from './requestRows.ts';

/**
 * Step 1 of 5. Refuses what cannot be accepted anyway, with its reason. Advisory, and read eventually
 * consistent: what must not happen is a condition on a later write.
 */
export function request(ctx: Context<MutationCreateApartmentBookingArgs>) {
  const { apartmentId, startDate, endDate, clientToken, userId: named } = ctx.args.input;
  const userId = personOf(actorOf(ctx), named);
  const stay = { startDate, endDate };
  checkId(apartmentId, 'apartmentId');
  checkOptionalId(clientToken, 'clientToken');
  // A request sent again may come when its first night has begun.
  checkStay(stay, clientToken ? startDate : today());
  const wanted: Wanted = {
    userId,
    subject: claimSubjectOf({ apartmentId }),
    content: claimContentOf(stay),
    ...(clientToken ? { clientToken } : {}),
    end: endOf(stay) ?? '',
    details: { apartmentId, ...stay },
  };
  ctx.stash.wanted = wanted;
  return readRows(ctx, [apartmentKey(apartmentId)]);
}

export function response(ctx: Context<MutationCreateApartmentBookingArgs>) {
  const [apartment] = rowsRead(ctx);
  const { apartmentId, startDate, endDate } = ctx.args.input;
  // Its own stay may be approved by now: no reason to refuse a request sent again.
  if (ctx.stash.repeated) return {};
  checkStay({ startDate, endDate }, today());
  if (!apartment) refuse('NotFound', 'There is no such apartment', { apartmentId });
  if (isTaken(apartment.nights ?? [], { startDate, endDate }))
    refuse('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
  return {};
}

const today = () => util.time.nowISO8601().slice(0, 10);

function checkStay(stay: Stay, day: string) {
  const fault = stayFault(stay, day);
  if (fault) refuse('InvalidArgument', fault.message, { argument: fault.argument });
}

const isTaken = (nights: string[], stay: Stay) => nightsOf(stay).some((night) => nights.indexOf(night) >= 0);
