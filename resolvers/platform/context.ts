import type { AppSyncIdentityCognito, Context } from '@aws-appsync/utils';
import type { OrderCards } from '../../model/search/states.ts';
import { checkOptionalId } from './arguments.ts';
import { throwError } from './errors.ts';

/** Who sent the request, by the signed-in identity and nothing else. */
export interface Actor {
  readonly id: string;
  readonly groups: string[];
  readonly isAdmin: boolean;
  /** Admins and Caretakers. */
  readonly isStaff: boolean;
}

export function actorOf(ctx: Pick<Context, 'identity'>): Actor {
  // The schema lets only users of the pool call the fields that ask; an identity of another kind has no `sub`.
  const identity = ctx.identity as AppSyncIdentityCognito | null;
  if (!identity?.sub) throwError('Forbidden', 'Only a signed-in user may do this');
  const groups = identity.groups ?? [];
  const isAdmin = groups.indexOf('Admins') >= 0;
  return { id: identity.sub, groups, isAdmin, isStaff: isAdmin || groups.indexOf('Caretakers') >= 0 };
}

/**
 * The address that the user pool has verified as the caller's; null where the token says none. Only an ID token names one: AppSync
 * takes access tokens as well, which do not.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 * Only the pool and its administrators set `email_verified`, and another address takes it away:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export function verifiedEmailOf(ctx: Pick<Context, 'identity'>): string | null {
  // As in `actorOf`, which comes first.
  const identity = ctx.identity as AppSyncIdentityCognito;
  // AppSync's types say `any`. Whoever signs tokens says what is in them.
  const { token_use, email, email_verified } = identity.claims as Record<string, unknown>;
  // An ID token has texts in these.
  return token_use === 'id' && email_verified === true && email ? (email as string) : null;
}

/** Returns whom an actor acts for: itself, or the person an argument names. Only an Admin may name another person. */
export function personOf(actor: Actor, named: string | null | undefined, argument = 'userId'): string {
  const userId = checkOptionalId(named, argument) ?? actor.id;
  if (userId !== actor.id && !actor.isAdmin)
    throwError('Forbidden', 'Only an Admin may act for another person', { userId });
  return userId;
}

/** Throws unless the actor is the owner or an Admin. Does not say whose it is: the actor named a thing, not a person. */
export function checkMayAct(actor: Actor, ownerId: string): void {
  if (ownerId !== actor.id && !actor.isAdmin) throwError('Forbidden', 'This belongs to another person');
}

/** Throws unless the actor is the owner or staff. */
export function checkMayRead(actor: Actor, ownerId: string): void {
  if (ownerId !== actor.id && !actor.isStaff) throwError('Forbidden', 'This belongs to another person');
}

type Environment = Pick<Context, 'env'>;

/** The API's environment variables, which are all text; `lib/platform/createApi.ts` sets them. */
export const tableNameOf = ({ env }: Environment) => env.TABLE_NAME ?? '';
export const holdHoursOf = ({ env }: Environment) => parseInt(env.HOLD_HOURS ?? '48');
export const eventTtlDaysOf = ({ env }: Environment) => parseInt(env.EVENT_TTL_DAYS ?? '30');
export const textPrefixesOf = ({ env }: Environment) => env.TEXT_PREFIXES ?? '';
export const orderCardsOf = ({ env }: Environment): OrderCards =>
  env.ORDER_CARDS === 'all' ? 'all' : 'deliveries';

/**
 * The trace of a request, as a row has it; nothing where it has none. Whoever asks that X-Ray records it, by the header's own
 * `Sampled=1`, has that written as well, so that it is recorded behind the table's stream, too.
 */
export const traceField = ({ request }: Pick<Context, 'request'>) => {
  // AppSync's types say `any`; a header is text.
  const headers = request.headers as Record<string, string | undefined>;
  const header = headers['x-amzn-trace-id'] ?? '';
  const { traceId } = traceFieldOf(header);
  if (!traceId) return {};
  return { traceId: header.indexOf('Sampled=1') >= 0 ? `Root=${traceId};Sampled=1` : traceId };
};

/**
 * The id of the trace that a row, an event or a header names, as a line of log and a subscriber have it; nothing of a text that
 * names none, because anybody may have sent it.
 */
export const traceFieldOf = (text: string | null | undefined): { readonly traceId?: string } => {
  const named = text ?? '';
  const [, root] = named.split('Root=');
  const traceId = root === undefined ? named : root.slice(0, TRACE_ID_LENGTH);
  const isTraceId =
    traceId.length === TRACE_ID_LENGTH &&
    traceId.startsWith('1-') &&
    traceId.split('').every((unit) => '0123456789abcdef-'.indexOf(unit) >= 0);
  return isTraceId ? { traceId } : {};
};

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
const TRACE_ID_LENGTH = 35;
