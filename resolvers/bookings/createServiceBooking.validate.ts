import { util, type Context } from '@aws-appsync/utils';
import {
  appointmentFault,
  claimContentOf,
  claimSubjectOf,
  MAX_SERVICE_NAME_LENGTH,
} from '../../model/bookings/kinds.ts';
import type { MutationCreateServiceBookingArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { checkId, checkOptionalId, checkText } from '../checks.ts';
import { refuse } from '../refuse.ts';
import type { Wanted } from './claims.ts';
import { instantOf } from './instantOf.ts';
import { readRows, rowsRead } from './requestRows.ts';

/** Step 1 of 5. Refuses what cannot be accepted anyway. A service takes any number of people at any time. */
export function request(ctx: Context<MutationCreateServiceBookingArgs>) {
  const { serviceId, serviceName, clientToken, userId: named } = ctx.args.input;
  const userId = personOf(actorOf(ctx), named);
  checkId(serviceId, 'serviceId');
  checkText(serviceName, 'serviceName', MAX_SERVICE_NAME_LENGTH);
  checkOptionalId(clientToken, 'clientToken');
  const dateTime = instantOf(ctx.args.input.dateTime, 'dateTime');
  // A request sent again may come when its time has passed.
  if (!clientToken) checkTime(dateTime);
  const wanted: Wanted = {
    userId,
    subject: claimSubjectOf({ serviceId, dateTime }),
    content: claimContentOf({ serviceName }),
    ...(clientToken ? { clientToken } : {}),
    end: dateTime,
    details: { serviceId, serviceName, dateTime },
  };
  ctx.stash.wanted = wanted;
  return readRows(ctx, []);
}

export function response(ctx: Context<MutationCreateServiceBookingArgs>) {
  rowsRead(ctx);
  if (!ctx.stash.repeated) checkTime(ctx.stash.wanted.end);
  return {};
}

function checkTime(dateTime: string) {
  const fault = appointmentFault(dateTime, util.time.nowISO8601());
  if (fault) refuse('InvalidArgument', fault, { argument: 'dateTime' });
}
