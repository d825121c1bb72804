import { util, type Context } from '@aws-appsync/utils';
import { userKey } from '../../../model/accounts/keys.ts';
import { basketKey, itemName, openBasketIndexKeys } from '../../../model/baskets/keys.ts';
import {
  BASKET_DAYS,
  basketStatusAt,
  type BasketState,
  type StoredBasket,
} from '../../../model/baskets/states.ts';
import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import { isBefore } from '../../../model/instants.ts';
import { checkId } from '../../platform/arguments.ts';
import { actorOf, checkMayRead } from '../../platform/context.ts';
import { batchGetItems, batchRows, updateItem, type BatchResult, type Key } from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import { instantAt, nowInstant } from '../../platform/time.ts';
import { checkEnabled, type UserRow } from '../../platform/users.ts';
import type { BasketStash } from './basketResult.ts';

/** The arguments of mutations that change one item. */
export interface ItemArguments {
  readonly basketId: string;
  readonly sku: string;
}

/** A step of a mutation that changes a basket. */
export type ChangeStep<Arguments = { readonly basketId: string }, Result = unknown> = Context<
  Arguments,
  BasketStash,
  undefined,
  undefined,
  Result
>;

type BasketRows = BatchResult<[basket: StoredBasket | null, caller: UserRow | null, ...unknown[]]>;

/**
 * Reads a basket and the caller's account, and whatever else a change asks for. The account is a courtesy to whoever was
 * disabled: nothing is ordered by a change, and the check-out has the account as a condition.
 */
export function readBasket(ctx: ChangeStep, others: Key[] = []) {
  const keys = [basketKey(checkId(ctx.args.basketId, 'basketId')), userKey(actorOf(ctx).id)];
  return batchGetItems(ctx, [...keys, ...others], { consistentRead: true });
}

/** Leaves an open basket in the stash, which its owner and staff may change. Throws where there is none. */
export function openBasketOf(ctx: ChangeStep<{ readonly basketId: string }, BasketRows>) {
  const { basketId } = ctx.args;
  const actor = actorOf(ctx);
  const [basket, caller] = batchRows(ctx);
  if (!basket) throwError('NotFound', 'There is no such basket', { basketId });
  checkMayRead(actor, basket.userId);
  if (basket.userId === actor.id) checkEnabled(caller, actor.id);
  checkOpen(basket);
  ctx.stash.basket = basket;
  return {};
}

/** The step that reads an open basket, for changes that ask for nothing else. */
export const read = {
  request(ctx: ChangeStep) {
    return readBasket(ctx);
  },

  response(ctx: ChangeStep<{ readonly basketId: string }, BasketRows>) {
    return openBasketOf(ctx);
  },
};

/** Throws on a basket that nobody can change any more, stored so or not. */
export function checkOpen(basket: Pick<StoredBasket, 'status' | 'expiresOn'>): void {
  const status: BasketState = basketStatusAt(basket, nowInstant());
  if (status !== 'OPEN') throwError('StateConflict', `The basket is ${status}`, { status });
}

/** How one item is changed: what becomes of it, and which baskets and items allow that. */
export interface ItemChange {
  /** Of an update expression, with `#item` for the item: `SET #items.#item = :units`. */
  readonly update: string;
  /** Of a condition expression: `attribute_exists(#items.#item)`. */
  readonly condition: string;
  /** What the update names. */
  readonly updateValues?: Record<string, unknown>;
  /** What the condition names. */
  readonly conditionValues?: Record<string, unknown>;
}

/**
 * Changes one item of an open basket. A single update, without a version: however many change a basket at one instant, all
 * of them do. What must not become of it is a condition of the write.
 */
export function changeItem(ctx: ChangeStep<ItemArguments>, change: ItemChange) {
  const { basketId, sku } = ctx.args;
  const now = nowInstant();
  const { expression, values } = expiryOf(basketId, ctx.stash.basket);
  const names = { '#items': 'items', '#item': itemName(sku), '#version': 'version' };
  return updateItem(
    basketKey(basketId),
    {
      expression: `SET #version = #version + :one, updatedOn = :now${expression}${change.update}`,
      expressionNames: names,
      expressionValues: util.dynamodb.toMapValues({
        ':one': 1,
        ':now': now,
        ...values,
        ...(change.updateValues ?? {}),
      }),
    },
    {
      expression: `#status = :open AND expiresOn > :instant AND ${change.condition}`,
      expressionNames: { '#status': 'status', '#items': 'items', '#item': itemName(sku) },
      expressionValues: util.dynamodb.toMapValues({
        ':open': 'OPEN',
        ':instant': now,
        ...(change.conditionValues ?? {}),
      }),
    },
  );
}

/**
 * A change keeps the basket for another 14 days. Only where that moves its end by a day is it written: the end is a key of
 * an index, and to move it costs two writes more.
 */
function expiryOf(basketId: string, basket: StoredBasket | undefined) {
  const kept = expiresOnOf(BASKET_DAYS - 1);
  if (!basket || !isBefore(basket.expiresOn, kept)) return { expression: '', values: {} };
  const expiresOn = expiresOnOf(BASKET_DAYS);
  return {
    expression: ', expiresOn = :expiresOn, gsi1sk = :place',
    values: { ':expiresOn': expiresOn, ':place': openBasketIndexKeys(basketId, expiresOn).gsi1sk },
  };
}

/** The instant so many days from now. */
export const expiresOnOf = (days: number) =>
  instantAt(util.time.nowEpochMilliSeconds() + days * SECONDS_OF_DAY * 1000);

/**
 * Returns whether the change was made, and leaves the basket as it is stored by now in the stash. Throws where it has ended
 * since. On a failed condition AppSync reads the row once more, which may allow the change by then.
 */
export function isChanged(ctx: ChangeStep<ItemArguments, StoredBasket | null>): boolean {
  if (ctx.error && !conditionFailed(ctx.error)) throwDataSourceError(ctx.error);
  const found = ctx.result;
  if (!found) throwMeanwhile();
  if (ctx.error) checkOpen(found);
  ctx.stash.basket = found;
  return !ctx.error;
}

/** How many units of the item the basket holds, once `isChanged` has read it. */
export const unitsOf = (ctx: ChangeStep<ItemArguments>) =>
  ctx.stash.basket?.items[itemName(ctx.args.sku)] ?? 0;

export function throwMeanwhile(): never {
  throwError('TryAgain', 'Somebody else is changing this basket; try again');
}
