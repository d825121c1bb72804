import { util, type Context, type DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { apartmentClaimKey } from '../../model/bookings/keys.ts';
import { nightsOf, stayFault } from '../../model/bookings/stays.ts';
import type { CreateApartmentBookingInput, MutationCreateApartmentBookingArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { isSameRequest } from './claims.ts';

/**
 * Step 1 of 4. Refuses what cannot be accepted anyway, with its reason. Advisory, and read eventually
 * consistent: what must not happen is a condition on a later write.
 */
export function request(ctx: Context<MutationCreateApartmentBookingArgs>): DynamoDBBatchGetItemRequest {
  const { input } = ctx.args;
  const userId = checkId(personOf(actorOf(ctx), input.userId), 'userId');
  checkInput(input);
  ctx.stash.userId = userId;
  const keys = [userKey(userId), apartmentKey(input.apartmentId)];
  // A request sent again finds its own stay approved, perhaps: no reason to refuse it.
  if (input.clientToken) keys.push(apartmentClaimKey(userId, input.apartmentId));
  return {
    operation: 'BatchGetItem',
    tables: { [settingsOf(ctx).tableName]: { keys: keys.map((key) => util.dynamodb.toMapValues(key)) } },
  };
}

export function response(ctx: Context<MutationCreateApartmentBookingArgs>) {
  if (ctx.error) passOn(ctx.error);
  const table = settingsOf(ctx).tableName;
  if ((ctx.result.unprocessedKeys?.[table] ?? []).length > 0)
    refuse('TryAgain', 'The table is busy; try again');

  const { input } = ctx.args;
  const [user, apartment, claim] = ctx.result.data[table];
  const { userId } = ctx.stash;
  const { apartmentId } = input;
  if (!user) refuse('NotFound', 'There is no account of this person', { userId });
  if (!user.enabled) refuse('UserDisabled', 'The account is disabled', { userId });
  if (!apartment) refuse('NotFound', 'There is no such apartment', { apartmentId });
  if (!isSameRequest(claim, input) && isTaken(apartment.nights ?? [], input))
    refuse('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
  return {};
}

function checkInput(input: CreateApartmentBookingInput) {
  checkId(input.apartmentId, 'apartmentId');
  if (input.clientToken) checkId(input.clientToken, 'clientToken');
  const fault = stayFault(input, util.time.nowISO8601().slice(0, 10));
  if (fault) refuse('InvalidArgument', fault.message, { argument: fault.argument });
}

const isTaken = (nights: string[], stay: CreateApartmentBookingInput) =>
  nightsOf(stay).some((night) => nights.indexOf(night) >= 0);
