import { runtime, util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { orderPartition, orderProgressKey } from '../../model/orders/keys.ts';
import type { QuerySearchOrdersArgs } from '../../model/schema.ts';
import { cardKey } from '../../model/search/keys.ts';
import {
  batchGetItems,
  batchRows,
  pageOf,
  pageResult,
  type BatchResult,
  type Page,
} from '../platform/dynamodb.ts';
import { orderResult, type ProgressRow } from './shared/orders.ts';
import {
  isSelective,
  isUnsure,
  matchesRow,
  searchOf,
  type FoundRow,
  type OrderSearch,
} from './shared/orderSearch.ts';
import { placeOf, placeOfToken, tokenOf } from './shared/searchTokens.ts';

/*
 * A search looks through a listing of an index in rounds of two steps: `walk` reads rows and keeps those that may be found,
 * `check` reads how far their orders have come. It ends with the page, the listing, or the last round, whichever is first.
 * AppSync runs at most ten steps: https://docs.aws.amazon.com/general/latest/gr/appsync.html
 */

/** Rows that a round looks through at most. Chosen: a quarter of a megabyte of usual orders. */
const MOST_WALKED = 250;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_CHECKED = 100;

interface Stash {
  search: OrderSearch;
  /** Of the page. */
  limit: number;
  items: ReturnType<typeof orderResult>[];
  /** Behind which order the search goes on; null at the beginning. */
  place: string | null;
  /** Whether the listing has no more rows. */
  isEnd: boolean;
  /** Of the present round. */
  candidates: FoundRow[];
  /** Where the round ends, unless the page is full before. */
  roundPlace: string | null;
  roundIsEnd: boolean;
}

type Step<Result = unknown> = Context<QuerySearchOrdersArgs, Stash, undefined, undefined, Result>;

/** Reads rows of the listing, and keeps those that may be found. */
export const walk = {
  request(ctx: Step): DynamoDBQueryRequest {
    if (!ctx.stash.search) begin(ctx);
    endIfDone(ctx);
    const { search, place } = ctx.stash;
    const { index, partition, prefix } = search.listing;
    const first = search.isDescending ? search.after : (place ?? search.after);
    const last = search.isDescending ? (place ?? search.before) : search.before;
    return {
      operation: 'Query',
      index,
      query: {
        expression: `${index}pk = :partition AND ${index}sk BETWEEN :first AND :last`,
        expressionValues: util.dynamodb.toMapValues({
          ':partition': partition,
          ':first': `${prefix}${first}`,
          ':last': `${prefix}${last}`,
        }),
      },
      scanIndexForward: !search.isDescending,
      limit: rowsToWalk(ctx.stash),
    };
  },

  response(ctx: Step<Page<FoundRow>>) {
    const { items, nextToken } = pageResult(ctx);
    const { search, place } = ctx.stash;
    // The row at the place itself was looked at before.
    const rows = items.filter((row) => placeOf(row) !== place);
    const matching = rows.filter((row) => matchesRow(search, row));
    const candidates = matching.slice(0, rowsToCheck(ctx.stash));
    const isCut = candidates.length < matching.length;
    const last = isCut ? candidates[candidates.length - 1] : rows[rows.length - 1];
    ctx.stash.candidates = candidates;
    ctx.stash.roundPlace = last ? placeOf(last) : place;
    ctx.stash.roundIsEnd = !isCut && !nextToken;
    return resultOf(ctx.stash);
  },
};

/** Reads how far the orders of the round have come, and puts those that are found on the page. */
export const check = {
  request(ctx: Step) {
    endIfDone(ctx);
    const { search, candidates } = ctx.stash;
    if (candidates.length === 0) {
      endRound(ctx.stash);
      runtime.earlyReturn(resultOf(ctx.stash));
    }
    const progress = candidates.map(({ orderId }) => orderProgressKey(orderId));
    const cards = search.buildingId === null ? [] : candidates.map(({ orderId }) => cardKey(orderId));
    return batchGetItems(ctx, [...progress, ...cards]);
  },

  response(ctx: Step<BatchResult<(CheckedRow | null)[]>>) {
    const { search, limit, items, candidates } = ctx.stash;
    const rows = batchRows(ctx);
    const found = candidates
      .map((row) => ({
        row,
        progress: rows.find((each) => each?.pk === orderPartition(row.orderId)) ?? undefined,
        card: rows.find((each) => each?.pk === cardKey(row.orderId).pk) ?? undefined,
      }))
      .filter(
        ({ progress, card }) =>
          (search.status === null || (progress?.status ?? 'CREATED') === search.status) &&
          (search.buildingId === null || card?.buildingId === search.buildingId),
      )
      .slice(0, limit - items.length);
    ctx.stash.items = [...items, ...found.map(({ row, progress }) => orderResult(row, progress))];
    const lastFound = found[found.length - 1]?.row;
    if (ctx.stash.items.length < limit || lastFound === candidates[candidates.length - 1])
      endRound(ctx.stash);
    else ctx.stash.place = lastFound ? placeOf(lastFound) : ctx.stash.place;
    return resultOf(ctx.stash);
  },
};

/** A progress row or a card. */
interface CheckedRow extends ProgressRow {
  readonly buildingId?: string;
}

export { walk as walk2, walk as walk3, walk as walk4, check as check2, check as check3, check as check4 };

/** Leaves the search in the stash, as its arguments say. */
function begin(ctx: Step): void {
  const { pagination } = ctx.args;
  const search = searchOf(ctx, ctx.args);
  ctx.stash.search = search;
  ctx.stash.limit = pageOf({ limit: pagination?.limit }).limit;
  ctx.stash.items = [];
  ctx.stash.place = placeOfToken(search, pagination?.nextToken);
  ctx.stash.isEnd = search.isImpossible;
}

/** Ends the step, and with it all others, where there is nothing more to look for. */
function endIfDone(ctx: Step): void {
  const { isEnd, items, limit } = ctx.stash;
  if (isEnd || items.length >= limit) runtime.earlyReturn(resultOf(ctx.stash), { skipTo: 'END' });
}

function endRound(stash: Stash): void {
  stash.place = stash.roundPlace;
  stash.isEnd = stash.roundIsEnd;
}

/** One row more than the page needs tells whether there is another page; one may be that at the place itself. */
const rowsToWalk = ({ search, limit, items }: Stash) => {
  if (isSelective(search)) return MOST_WALKED;
  return (isUnsure(search) ? mostChecked(search) : limit - items.length) + 2;
};

const rowsToCheck = ({ search, limit, items }: Stash) =>
  isUnsure(search) ? mostChecked(search) : Math.min(limit - items.length, mostChecked(search));

/** Two rows for each order where its building is asked for. */
const mostChecked = ({ buildingId }: OrderSearch) => (buildingId === null ? MOST_CHECKED : MOST_CHECKED / 2);

const resultOf = ({ search, items, place, isEnd }: Stash) => ({
  items,
  nextToken: isEnd || place === null ? null : tokenOf(search, place),
});
