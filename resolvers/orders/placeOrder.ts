import { runtime, util, type Context, type DynamoDBDeleteItemRequest } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { userKey } from '../../model/accounts/keys.ts';
import { ORDER_PLACED_EVENT, placedEventOf, type PlacedEventData } from '../../model/orders/events.ts';
import { orderEventKey, orderKey } from '../../model/orders/keys.ts';
import type { OfferState } from '../../model/catalog/states.ts';
import { amountOf, type OrderLine } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import type { MutationPlaceOrderArgs, OrderTicket } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkId, checkName } from '../platform/arguments.ts';
import { actorOf, eventTtlDaysOf, personOf, traceField } from '../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  cancellationReasonsOf,
  expressionOf,
  putItem,
  transactWriteItems,
  updateItem,
  type BatchResult,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import {
  checkEnabled,
  checkKeptAccount,
  checkUserIsEnabled,
  getAccount,
  keepAccount,
  userIsEnabled,
  type AccountStash,
  type UserRow,
} from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';
import {
  areRequested,
  checkLines,
  offerKeysOf,
  quoteOf,
  throwRefusal,
  type Quote,
  type RequestedLine,
} from './shared/requestedLines.ts';

interface WantedOrder {
  readonly orderId: string;
  readonly userId: string;
  /** As the client names them. */
  readonly lines: RequestedLine[];
}

/** An order as it is claimed or stored. */
interface FoundOrder {
  readonly userId: string;
  readonly lines: OrderLine[];
  readonly deliverTo?: string;
}

/** What the steps leave for each other. */
interface Stash extends AccountStash {
  wanted: WantedOrder;
  isStored: boolean;
  /** What the catalogue asks for it. */
  quote: Quote;
  /** Whether this request made the claim. */
  isClaimNew: boolean;
  /** Of the claim's row; a raw event that was applied has none. */
  claimId?: string;
  message: PlaceOrder;
  /** Whether SQS took the message. */
  enqueued: boolean;
}

type Step<Result = unknown> = Context<
  MutationPlaceOrderArgs,
  Stash,
  { result: OrderTicket },
  undefined,
  Result
>;

/** The claim on an order's id: its ORDER_PLACED_EVENT. */
interface ClaimRow {
  readonly applied: boolean;
  readonly claimId?: string;
  readonly eventData: PlacedEventData & FoundOrder;
}

/**
 * Throws where the order cannot be accepted, finds out whether it is stored already, and what it costs. The price is the
 * catalogue's as it is read here: who changes it a moment later sells this order at the version it names.
 */
export const validate = {
  request(ctx: Step) {
    const { orderId, lines, userId: named } = ctx.args.input;
    const userId = checkId(personOf(actorOf(ctx), named), 'userId');
    const wanted = { orderId: checkName(orderId, 'orderId'), userId, lines: checkLines(lines) };
    ctx.stash.wanted = wanted;
    return batchGetItems(ctx, [userKey(userId), orderKey(wanted.orderId), ...offerKeysOf(wanted.lines)]);
  },

  response(ctx: Step<BatchResult<[UserRow | null, FoundOrder | null, ...(OfferState | null)[]]>>) {
    const { wanted } = ctx.stash;
    const rows = batchRows(ctx);
    const [user, stored] = rows;
    // After the first two all are what the catalogue offers.
    const offers = rows.slice(2) as (OfferState | null)[];
    checkEnabled(user, wanted.userId);
    if (stored) checkSameOrder(wanted, stored);
    ctx.stash.isStored = !!stored;
    ctx.stash.quote = quoteOf(wanted.lines, offers, actorOf(ctx).isAdmin);
    return {};
  },
};

/**
 * Claims the order's id by its ORDER_PLACED_EVENT: of any number of requests at one instant one writes it. A raw
 * event that no order applied is no claim. `claimId` distinguishes our row from an equal one of the same instant,
 * which AppSync would otherwise take for a repeated write. What the catalogue refuses by now may have been claimed while
 * it was sold, so the claim is read before the caller is told.
 */
export const claim = {
  request(ctx: Step) {
    const { wanted, isStored, quote } = ctx.stash;
    if (isStored) runtime.earlyReturn(queuedTicket(wanted), { skipTo: 'END' });
    const key = orderEventKey(wanted.orderId, ORDER_PLACED_EVENT);
    if (quote.refusal) return get({ key, consistentRead: true });
    const { orderId, userId } = wanted;
    const { lines } = quote;
    const placedOn = nowInstant();
    const eventData = { orderId, userId, lines, amountCents: amountOf(lines), updatedOn: placedOn };
    const event = placedEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
    const claimId = util.autoUlid();
    ctx.stash.claimId = claimId;
    ctx.stash.message = { orderId, userId, lines, placedOn };
    return putItem(
      key,
      { ...event, claimId, ...traceField(ctx), ...entityMetadata('OrderEvent') },
      expressionOf('attribute_not_exists(pk) OR applied = :false', { ':false': false }),
    );
  },

  /** On a failed condition AppSync answers the row as it is by then: the one in the way may have been released. */
  response(ctx: Step<ClaimRow | null>): OrderTicket {
    const { wanted, quote } = ctx.stash;
    if (ctx.error && !conditionFailed(ctx.error)) throwDataSourceError(ctx.error);
    ctx.stash.isClaimNew = !ctx.error && !quote.refusal;
    if (!ctx.stash.isClaimNew) joinClaim(ctx, ctx.result);
    return queuedTicket(wanted);
  },
};

/** Takes the claim that was found for this request's, where it is the same order. It is queued as it was claimed. */
function joinClaim(ctx: Step, found: ClaimRow | null): void {
  const { wanted, quote } = ctx.stash;
  if (!found?.applied && quote.refusal) throwRefusal(quote.refusal);
  if (!found?.applied) throwError('TryAgain', 'Somebody else was claiming this id; try again');
  const { orderId, userId, lines, updatedOn } = found.eventData;
  checkSameOrder(wanted, found.eventData);
  ctx.stash.claimId = found.claimId;
  ctx.stash.message = { orderId, userId, lines, placedOn: updatedOn };
}

/**
 * A request that made the claim finds out whether its person is enabled, and leaves it to the last step to say so. An
 * order that is requested again joins the claim before it is queued: SQS may refuse the request that made the
 * claim later than it takes this copy, and that request must not release what the copy rests on. A raw event that
 * was applied has no `claimId`: it came with its order, and nobody releases it.
 */
export const join = {
  request(ctx: Step) {
    const { isClaimNew, claimId, wanted } = ctx.stash;
    if (isClaimNew) return getAccount(wanted.userId);
    if (!claimId) runtime.earlyReturn(ctx.prev.result);
    return transactWriteItems(ctx, [
      userIsEnabled(wanted.userId),
      updateItem(
        orderEventKey(wanted.orderId, ORDER_PLACED_EVENT),
        expressionOf('SET joined = :true', { ':true': true }),
        expressionOf('claimId = :claimId', { ':claimId': claimId }),
      ),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (ctx.stash.isClaimNew) keepAccount(ctx);
    else checkJoined(ctx);
    return ctx.prev.result;
  },
};

function checkJoined(ctx: Step<TransactionResult>): void {
  if (!ctx.error) return;
  const reasons = cancellationReasonsOf(ctx);
  const [user, joined] = reasons;
  checkUserIsEnabled(user, ctx.stash.wanted.userId);
  if (conditionFailed(joined)) throwError('TryAgain', 'The order it repeats could not be queued; try again');
  throwDataSourceError(ctx.error, reasons);
}

/**
 * Answers the ticket where the order was queued. Otherwise releases the claim and throws. A claim that an earlier copy
 * of this request made stays, and so does one that a later copy joined: that copy may be queued, or stored already.
 */
export const release = {
  request(ctx: Step): DynamoDBDeleteItemRequest {
    if (ctx.stash.enqueued) runtime.earlyReturn(ctx.prev.result);
    if (!ctx.stash.isClaimNew) throwUnavailable();
    return {
      operation: 'DeleteItem',
      key: util.dynamodb.toMapValues(orderEventKey(ctx.stash.wanted.orderId, ORDER_PLACED_EVENT)),
      condition: {
        expression: 'claimId = :claimId AND attribute_not_exists(joined)',
        expressionValues: util.dynamodb.toMapValues({ ':claimId': ctx.stash.claimId }),
      },
    };
  },

  response(ctx: Step): never {
    // A claim that could not be released is queued when the same order is requested again.
    if (ctx.error) console.error(ctx.error);
    checkKeptAccount(ctx.stash, ctx.stash.wanted.userId);
    throwUnavailable();
  },
};

function throwUnavailable(): never {
  throwError('QueueUnavailable', 'The order could not be queued; try again');
}

const queuedTicket = (wanted: WantedOrder): OrderTicket => ({ id: wanted.orderId, status: 'QUEUED' });

/** Throws where the id is another order's; one that is brought to an apartment came from a basket. */
function checkSameOrder(wanted: WantedOrder, found: FoundOrder): void {
  const { orderId, userId, lines } = wanted;
  if (found.userId !== userId || found.deliverTo || !areRequested(lines, found.lines))
    throwError('OrderConflict', 'There is another order of this id', { orderId });
}
