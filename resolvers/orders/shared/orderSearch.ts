import type { Context } from '@aws-appsync/utils';
import { centsOf } from '../../../model/amounts.ts';
import { isDate } from '../../../model/calendar.ts';
import { allOrdersKey, orderSortPrefix, userOrdersKey } from '../../../model/orders/keys.ts';
import type { OrderFilter, OrderStatus, QuerySearchOrdersArgs } from '../../../model/schema.ts';
import { buildingCardsKey, cardSortPrefix, phaseCardsKey } from '../../../model/search/keys.ts';
import { isStatusOnCards, phaseOf, type CardPhase, type OrderCards } from '../../../model/search/states.ts';
import { checkId, checkName, checkNumber, checkOptionalId, instantOf } from '../../platform/arguments.ts';
import { actorOf, checkMayRead, orderCardsOf, type Actor } from '../../platform/context.ts';
import { throwError } from '../../platform/errors.ts';
import type { OrderRow } from './orders.ts';

/** A row that is searched: an order's own, or its card. */
export interface FoundRow extends OrderRow {
  readonly phase?: CardPhase;
  readonly buildingId?: string;
}

/** Which rows are looked through: a partition of an index, sorted by when orders were placed. */
export interface Listing {
  readonly index: 'gsi1' | 'gsi2';
  readonly partition: string;
  /** How its sort keys begin. */
  readonly prefix: string;
}

/** A filter whose arguments are checked. What it does not ask for is null. */
export interface OrderSearch {
  readonly listing: Listing;
  /** ISO 8601: placed at this instant or later; the first text of all where any will do. */
  readonly after: string;
  /** ISO 8601: placed earlier; behind every instant where any will do. */
  readonly before: string;
  readonly minCents: number | null;
  readonly maxCents: number | null;
  readonly storeIds: string[] | null;
  readonly skus: string[] | null;
  readonly status: OrderStatus | null;
  /** Of the status, where rows of the listing say it and are not all of one. */
  readonly phase: CardPhase | null;
  /** Where no row of the listing says it: asked of the order's card. */
  readonly buildingId: string | null;
  readonly isDescending: boolean;
  /** Whether no order can be found. */
  readonly isImpossible: boolean;
  /** What it asks for, and who asks: the same text for the same search. */
  readonly identity: string;
}

/** Of stores and SKUs, chosen: a token, which says them all, stays short. */
const MOST_CHOICES = 15;

/** An order of 25 lines of a million units at the highest price. */
const MOST_AMOUNT = 2_500_000_000_000;

const FIRST = '';
/** Sorts behind every instant. */
const LAST = '~';

/** Returns what a request searches for. Throws where the caller may not, or an argument is not acceptable. */
export function searchOf(ctx: Pick<Context, 'identity' | 'env'>, args: QuerySearchOrdersArgs): OrderSearch {
  const filter = args.filter ?? {};
  const actor = actorOf(ctx);
  const userId = ownerOf(actor, filter);
  const buildingId = checkOptionalId(filter.buildingId, 'filter.buildingId') ?? null;
  const status = filter.status ?? null;
  const after = instantOr(FIRST, filter.after, 'filter.after');
  const before = instantOr(LAST, filter.before, 'filter.before');
  const minCents = centsOrNull(filter.minAmount, 'filter.minAmount');
  const maxCents = centsOrNull(filter.maxAmount, 'filter.maxAmount');
  // AppSync takes no function as an argument of another, but those of lists.
  const storeIds = choicesOf(
    countedOf(filter.storeIds, 'filter.storeIds')?.map((id, at) => checkId(id, `filter.storeIds[${at}]`)),
  );
  const skus = choicesOf(
    countedOf(filter.skus, 'filter.skus')?.map((sku, at) => checkName(sku, `filter.skus[${at}]`)),
  );
  const isDescending = args.sortDirection === 'DESC';
  const asked = [userId, buildingId, status, after, before, minCents, maxCents, storeIds, skus, isDescending];
  return {
    listing: listingOf({ userId, buildingId, status }, orderCardsOf(ctx)),
    after,
    before,
    minCents,
    maxCents,
    storeIds,
    skus,
    status,
    // A status of a ticket, which no order has, is in no phase; nor is it looked for.
    phase: userId === null && buildingId !== null && status !== null ? phaseOfStatus(status) : null,
    buildingId: userId === null ? null : buildingId,
    isDescending,
    isImpossible: status === 'QUEUED' || after >= before || (minCents ?? 0) > (maxCents ?? MOST_AMOUNT * 100),
    identity: JSON.stringify([actor.id, ...asked]),
  };
}

/** Whose orders: tenants find their own, staff those of one person, or null for everybody's. */
function ownerOf(actor: Actor, filter: OrderFilter): string | null {
  const owner = checkOptionalId(filter.userId, 'filter.userId') ?? (actor.isStaff ? null : actor.id);
  if (owner !== null) checkMayRead(actor, owner);
  return owner;
}

interface Selection {
  readonly userId: string | null;
  readonly buildingId: string | null;
  readonly status: OrderStatus | null;
}

/**
 * The listing with the fewest rows that need not be looked at: a person's orders, the cards of a building, or those of a
 * phase, where all that are searched have one. Dates narrow each of them.
 */
function listingOf({ userId, buildingId, status }: Selection, kept: OrderCards): Listing {
  if (userId !== null) return { index: 'gsi1', partition: userOrdersKey(userId), prefix: orderSortPrefix };
  if (buildingId !== null)
    return { index: 'gsi2', partition: buildingCardsKey(buildingId), prefix: cardSortPrefix };
  if (status !== null && isStatusOnCards(status, kept))
    return { index: 'gsi1', partition: phaseCardsKey(phaseOfStatus(status)), prefix: cardSortPrefix };
  return { index: 'gsi2', partition: allOrdersKey, prefix: orderSortPrefix };
}

const phaseOfStatus = (status: OrderStatus): CardPhase => (status === 'QUEUED' ? 'OPEN' : phaseOf(status));

/** An offset may lead out of the four digits that years have: such an instant would not be sorted among others. */
function instantOr(otherwise: string, dateTime: string | null | undefined, argument: string): string {
  if (dateTime === null || dateTime === undefined) return otherwise;
  const instant = instantOf(dateTime, argument);
  if (!isDate(instant.slice(0, 10)))
    throwError('InvalidArgument', `${argument} must be in the years 0 to 9999`, { argument });
  return instant;
}

function centsOrNull(amount: number | null | undefined, argument: string): number | null {
  if (amount === null || amount === undefined) return null;
  const cents = centsOf(checkNumber(amount, argument, 0, MOST_AMOUNT));
  if (cents === undefined) throwError('InvalidArgument', `${argument} must be in whole cents`, { argument });
  return cents;
}

/** Returns a list of choices, null where there is none. Throws on one that is too long, or empty. */
function countedOf(choices: string[] | null | undefined, argument: string): string[] | null {
  if (!choices) return null;
  if (choices.length === 0 || choices.length > MOST_CHOICES)
    throwError('InvalidArgument', `${argument} must be 1 to ${MOST_CHOICES} of them`, { argument });
  return choices;
}

/** Each choice once and in order, so that the same filter is the same text. */
const choicesOf = (choices: string[] | undefined): string[] | null =>
  choices ? choices.filter((choice, at) => choices.indexOf(choice) === at).sort() : null;

/** Whether a row is what is searched for, as far as rows of the listing say. */
export function matchesRow(search: OrderSearch, row: FoundRow): boolean {
  const { minCents, maxCents, storeIds, skus, phase } = search;
  const { amountCents, lines } = row;
  return (
    (minCents === null || amountCents >= minCents) &&
    (maxCents === null || amountCents <= maxCents) &&
    (phase === null || row.phase === phase) &&
    (storeIds === null || lines.some(({ storeId }) => storeIds.indexOf(storeId ?? '') >= 0)) &&
    (skus === null || lines.some(({ sku }) => skus.indexOf(sku) >= 0))
  );
}

/** Whether `matchesRow` may leave rows out. */
export const isSelective = ({ minCents, maxCents, storeIds, skus, phase }: OrderSearch) =>
  minCents !== null || maxCents !== null || storeIds !== null || skus !== null || phase !== null;

/**
 * Whether what rows of the listing do not say may leave orders out: a status that is no phase's name, or, where the
 * rows are orders, a status or building. Of the phases that are named as a status, cards are wrong only for a moment.
 */
export const isUnsure = ({ listing, status, buildingId }: OrderSearch) =>
  buildingId !== null ||
  (status !== null && (listing.prefix === orderSortPrefix || phaseOfStatus(status) === 'OPEN'));
