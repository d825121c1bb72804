import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { ORDER_PLACED_EVENT, orderEventNames, type PlacedEventData } from '../../model/orders/events.ts';
import { DELAYED_REASON, delayedReasonOf } from '../../model/deadLetters/states.ts';
import {
  orderDelayPrefix,
  orderEventKey,
  orderEventPrefix,
  orderKey,
  orderPartition,
  orderProgressKey,
} from '../../model/orders/keys.ts';
import { orderPaymentKey } from '../../model/payments/keys.ts';
import type { QueryOrderArgs } from '../../model/schema.ts';
import { isDate } from '../../model/calendar.ts';
import { storedInstant } from '../../model/instants.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead, type Actor } from '../platform/context.ts';
import { queryPartition, type Page } from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { orderPaymentResult, type PaymentRow } from '../platform/payments.ts';
import { orderResult, type OrderRow, type ProgressRow } from './shared/orders.ts';

/** An event as its row has it. The data of a raw one can be anything. */
interface EventRow {
  readonly sk: string;
  readonly eventName: string;
  readonly eventData: { readonly updatedOn?: string } | null;
  readonly applied: boolean;
}

interface ClaimRow extends EventRow {
  readonly eventData: PlacedEventData & { readonly lines: OrderRow['lines'] };
}

/** A message about the order that is a dead letter, as its row has it. */
interface DelayRow {
  readonly letterId: string;
  readonly errorCode: string;
  readonly failingStep: string;
}

type Step = Context<QueryOrderArgs, object, undefined, undefined, Page<{ sk: string }>>;

/**
 * All of an order, for its owner and for staff. The read is consistent, for clients that catch up on what they missed.
 * One page, from the back: the order's own rows lie behind its events, and raw events may be more than a page holds.
 */
export function request(ctx: Step): DynamoDBQueryRequest {
  const pk = orderPartition(checkId(ctx.args.orderId, 'orderId'));
  return { ...queryPartition(pk), scanIndexForward: false };
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  const { orderId } = ctx.args;
  const rows = ctx.result.items;
  const rowAt = (key: { sk: string }): unknown => rows.find(({ sk }) => sk === key.sk);

  // Each row is of the kind that its key names.
  const stored = rowAt(orderKey(orderId)) as OrderRow | undefined;
  // As above.
  const claim = rowAt(orderEventKey(orderId, ORDER_PLACED_EVENT)) as ClaimRow | undefined;
  const order = stored ?? orderOfClaim(claim);
  if (!order) return null;
  const actor = actorOf(ctx);
  checkMayRead(actor, order.userId);
  // As above.
  const progress = stored ? (rowAt(orderProgressKey(orderId)) as ProgressRow | undefined) : queued(order);
  // As above.
  const payment = rowAt(orderPaymentKey(orderId)) as PaymentRow | undefined;
  // As above.
  const events = rows.filter(({ sk }) => sk.startsWith(orderEventPrefix)) as EventRow[];
  // As above.
  const delay = rows.find(({ sk }) => sk.startsWith(orderDelayPrefix)) as DelayRow | undefined;
  return {
    ...orderResult(order, progress),
    ...delayResult(delay, actor),
    timeline: timelineOf(events),
    payment: payment ? orderPaymentResult(order, payment) : null,
  };
}

/** Staff learns more of a delay than the order's owner. */
const delayResult = (delay: DelayRow | undefined, actor: Actor) =>
  delay ? { reason: actor.isStaff ? delayedReasonOf(delay) : DELAYED_REASON } : {};

/** An order on its way to be stored is known by its claim. A raw row under the same key is none. */
const orderOfClaim = (claim: ClaimRow | undefined): OrderRow | undefined =>
  claim?.applied ? { ...claim.eventData, createdOn: claim.eventData.updatedOn } : undefined;

const queued = (order: OrderRow): ProgressRow => ({ status: 'QUEUED', updatedOn: order.createdOn });

/** What became of an order, first to last; a raw event that names no instant comes at the end. */
const timelineOf = (events: EventRow[]) =>
  // APPSYNC_JS sorts texts only.
  events
    .map((event) => placeOf(event))
    .sort()
    .map((place) => events.find((event) => placeOf(event) === place))
    .map((event) => ({
      eventName: event?.eventName,
      eventData: JSON.stringify(event?.eventData ?? null),
      occurredOn: instantIn(event?.eventData?.updatedOn),
      applied: event?.applied === true,
    }));

/** As rows have an instant; a raw event may have anything there, which GraphQL would refuse. */
const instantIn = (updatedOn: unknown) =>
  typeof updatedOn === 'string' &&
  updatedOn.length === STORED_LENGTH &&
  updatedOn.endsWith('Z') &&
  isDate(updatedOn.slice(0, 10)) &&
  updatedOn.slice(10, 13) <= LAST_HOUR
    ? updatedOn
    : null;

/** Of `2027-03-10T09:00:00.000Z`. */
const STORED_LENGTH = 24;
const LAST_HOUR = 'T23';

/** Names in the order in which an order meets them. Events of one instant are sorted by it. */
const NAMES: string[] = [ORDER_PLACED_EVENT, ...orderEventNames];

/** Sorts behind every instant. */
const LAST = '~';

const placeOf = (event: EventRow) => {
  const { sk, eventName, eventData } = event;
  const at = NAMES.indexOf(eventName);
  const rank = at < 0 ? NAMES.length : at;
  return `${placeInTime(eventData?.updatedOn)}#${`0${rank}`.slice(-2)}#${sk}`;
};

/** A raw event may have anything in the place of an instant. */
const placeInTime = (updatedOn: unknown) =>
  typeof updatedOn === 'string' && updatedOn.endsWith('Z')
    ? storedInstant(updatedOn)
    : `${(updatedOn as string | undefined) ?? LAST}`;
