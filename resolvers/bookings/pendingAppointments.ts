import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { bookingSortKey, serviceBookingsKey, shards } from '../../model/bookings/keys.ts';
import type { StoredAppointment } from '../../model/bookings/kinds.ts';
import { isDate } from '../../model/calendar.ts';
import { isId } from '../../model/ids.ts';
import type { QueryPendingAppointmentsArgs } from '../../model/schema.ts';
import { pageOf, pageResult, throwForeignToken, type Page } from '../platform/dynamodb.ts';
import { nowInstant } from '../platform/time.ts';
import { placeOfToken, tokenOf } from '../platform/tokens.ts';
import { bookingResult } from './shared/bookings.ts';

/** Rows that are read of each of the partitions that all appointments share, and so 400 a request. Chosen. */
const ROWS_OF_SHARD = 100;

/** What the tokens of this list end with. */
const LIST = 'pendingAppointments';

interface Stash {
  /** Of the page. */
  limit: number;
  /** The sort key behind which the page begins. */
  first: string;
  rows: StoredAppointment[];
  /** The last sort key up to which each shard that has more was read. */
  ends: string[];
}

type Step<Result = unknown> = Context<QueryPendingAppointmentsArgs, Stash, undefined, undefined, Result>;

const sortKeyOf = ({ dateTime, id }: StoredAppointment) => bookingSortKey(dateTime, id);

/** Leaves in the stash where the page begins: now, or where its token says. */
function begin(ctx: Step): void {
  const { pagination } = ctx.args;
  ctx.stash.limit = pageOf({ limit: pagination?.limit }).limit;
  const now = bookingSortKey(nowInstant(), '');
  const place = placeOf(pagination?.nextToken);
  ctx.stash.first = place && place > now ? place : now;
  ctx.stash.rows = [];
  ctx.stash.ends = [];
}

/** Of an instant as rows have it. */
const INSTANT_LENGTH = 24;

function placeOf(token: string | null | undefined): string | undefined {
  if (token === null || token === undefined) return undefined;
  const place = placeOfToken(token, LIST);
  const [, dateTime = '', id = ''] = place.split('#');
  const isPlace = isDate(dateTime.slice(0, 10)) && dateTime.length === INSTANT_LENGTH && isId(id);
  if (!isPlace || place !== bookingSortKey(dateTime, id)) throwForeignToken();
  return place;
}

/** All statuses are read: AppSync does not say where a filtered read ended, and pages must go on there. */
const readShard = (ctx: Step, shard: string): DynamoDBQueryRequest => ({
  operation: 'Query',
  index: 'gsi2',
  query: {
    expression: 'gsi2pk = :shard AND gsi2sk > :first',
    expressionValues: util.dynamodb.toMapValues({
      ':shard': serviceBookingsKey(shard),
      ':first': ctx.stash.first,
    }),
  },
  limit: ROWS_OF_SHARD,
});

function keepRows(ctx: Step<Page<StoredAppointment>>) {
  const { items, nextToken } = pageResult(ctx);
  ctx.stash.rows = [...ctx.stash.rows, ...items];
  const last = items[items.length - 1];
  if (last && nextToken) ctx.stash.ends = [...ctx.stash.ends, sortKeyOf(last)];
  return {};
}

export const shard0 = {
  request(ctx: Step) {
    begin(ctx);
    return readShard(ctx, shards[0] ?? '');
  },
  response(ctx: Step<Page<StoredAppointment>>) {
    return keepRows(ctx);
  },
};

export const shard1 = {
  request(ctx: Step) {
    return readShard(ctx, shards[1] ?? '');
  },
  response(ctx: Step<Page<StoredAppointment>>) {
    return keepRows(ctx);
  },
};

export const shard2 = {
  request(ctx: Step) {
    return readShard(ctx, shards[2] ?? '');
  },
  response(ctx: Step<Page<StoredAppointment>>) {
    return keepRows(ctx);
  },
};

/** The last shard completes the page. */
export const shard3 = {
  request(ctx: Step) {
    return readShard(ctx, shards[3] ?? '');
  },
  response(ctx: Step<Page<StoredAppointment>>) {
    keepRows(ctx);
    return mergedPage(ctx.stash);
  },
};

/** What all shards were read up to, by when it is: whatever lies behind the nearest end is left to the next page. */
function mergedPage({ rows, ends, limit }: Stash) {
  const [end] = ends.sort();
  const bookings: Record<string, ReturnType<typeof bookingResult>> = {};
  for (const row of rows) bookings[sortKeyOf(row)] = bookingResult(row);
  const places = Object.keys(bookings)
    .filter((place) => end === undefined || place <= end)
    .sort();
  const pending = places.filter((place) => bookings[place]?.status === 'PENDING');
  const shown = pending.slice(0, limit);
  const place = shown.length < pending.length ? shown[shown.length - 1] : end;
  return {
    items: shown.map((key) => bookings[key]).filter((booking) => !!booking),
    nextToken: place === undefined ? null : tokenOf(place, LIST),
  };
}

export { pageUsers as users } from './shared/bookings.ts';
