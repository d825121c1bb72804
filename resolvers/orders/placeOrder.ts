import { runtime, util, type Context, type DynamoDBDeleteItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { ORDER_PLACED_EVENT, placedEventOf, type PlacedEventData } from '../../model/orders/events.ts';
import { orderEventKey, orderKey } from '../../model/orders/keys.ts';
import { amountOf, MAX_LINES, MAX_UNITS, sameLines, type OrderLine } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import type { MutationPlaceOrderArgs, OrderLineInput, OrderTicket } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkId, checkName, checkNumber, priceCentsOf } from '../platform/arguments.ts';
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

interface WantedOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: OrderLine[];
}

/** What the steps leave for each other. */
interface Stash extends AccountStash {
  wanted: WantedOrder;
  isStored: boolean;
  /** Whether this request made the claim. */
  isClaimNew: boolean;
  /** Of the claim's row; a raw event that was applied has none. */
  claimId?: string;
  placedOn: string;
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
  readonly eventData: PlacedEventData & WantedOrder;
}

/** Throws where the order cannot be accepted, and finds out whether it is stored already. */
export const validate = {
  request(ctx: Step) {
    const { orderId, lines, userId: named } = ctx.args.input;
    const userId = checkId(personOf(actorOf(ctx), named), 'userId');
    ctx.stash.wanted = { orderId: checkName(orderId, 'orderId'), userId, lines: linesOf(lines) };
    return batchGetItems(ctx, [userKey(userId), orderKey(orderId)]);
  },

  response(ctx: Step<BatchResult<[UserRow | null, WantedOrder | null]>>) {
    const { wanted } = ctx.stash;
    const [user, stored] = batchRows(ctx);
    checkEnabled(user, wanted.userId);
    if (stored) checkSameOrder(wanted, stored);
    ctx.stash.isStored = !!stored;
    return {};
  },
};

/**
 * Claims the order's id by its ORDER_PLACED_EVENT: of any number of requests at one instant one writes it. A raw
 * event that no order applied is no claim. `claimId` distinguishes our row from an equal one of the same instant,
 * which AppSync would otherwise take for a repeated write.
 */
export const claim = {
  request(ctx: Step) {
    const { wanted, isStored } = ctx.stash;
    if (isStored) runtime.earlyReturn(queuedTicket(wanted), { skipTo: 'END' });
    const placedOn = nowInstant();
    const eventData = { ...wanted, amountCents: amountOf(wanted.lines), updatedOn: placedOn };
    const event = placedEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
    const claimId = util.autoUlid();
    ctx.stash.claimId = claimId;
    ctx.stash.placedOn = placedOn;
    return putItem(
      orderEventKey(wanted.orderId, ORDER_PLACED_EVENT),
      { ...event, claimId, ...traceField(ctx), ...entityMetadata('OrderEvent') },
      expressionOf('attribute_not_exists(pk) OR applied = :false', { ':false': false }),
    );
  },

  /** On a failed condition AppSync answers the row as it is by then: the one in the way may have been released. */
  response(ctx: Step<ClaimRow | null>): OrderTicket {
    const { wanted } = ctx.stash;
    ctx.stash.isClaimNew = !ctx.error;
    if (ctx.error) {
      if (!conditionFailed(ctx.error)) throwDataSourceError(ctx.error);
      const found = ctx.result;
      if (!found?.applied) throwError('TryAgain', 'Somebody else was claiming this id; try again');
      checkSameOrder(wanted, found.eventData);
      ctx.stash.claimId = found.claimId;
      ctx.stash.placedOn = found.eventData.updatedOn;
    }
    ctx.stash.message = { ...wanted, placedOn: ctx.stash.placedOn };
    return queuedTicket(wanted);
  },
};

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

/** Throws where the id is another order's. */
function checkSameOrder(wanted: WantedOrder, found: Omit<WantedOrder, 'orderId'>): void {
  const { orderId, userId, lines } = wanted;
  if (found.userId !== userId || !sameLines(found.lines, lines))
    throwError('OrderConflict', 'There is another order of this id', { orderId });
}

/** Returns what is ordered, in whole cents. Throws on lines that nobody can order. */
function linesOf(lines: OrderLineInput[]): OrderLine[] {
  if (lines.length < 1 || lines.length > MAX_LINES)
    throwError('InvalidArgument', `lines must be 1 to ${MAX_LINES}`, { argument: 'lines' });
  return lines.map(({ sku, units, price }, index) => ({
    sku: checkName(sku, `lines[${index}].sku`),
    units: checkNumber(units, `lines[${index}].units`, 1, MAX_UNITS),
    priceCents: priceCentsOf(price, `lines[${index}].price`),
  }));
}
