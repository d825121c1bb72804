import { runtime, type Context } from '@aws-appsync/utils';
import { buildingKey, buildingOwnerIndexKeys, ownedBuildingPrefix } from '../../model/apartments/keys.ts';
import type { QueryBuildingsByOwnerArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  pageOf,
  pageResult,
  queryIndex,
  type BatchResult,
  type Page,
} from '../platform/dynamodb.ts';

interface OwnerRow {
  readonly buildingId: string;
}

type Step<Result = unknown> = Context<
  QueryBuildingsByOwnerArgs,
  object,
  { result: Page<OwnerRow> },
  undefined,
  Result
>;

/** Lists the ids of a person's buildings, for the person and for staff. */
export const query = {
  request(ctx: Step) {
    const actor = actorOf(ctx);
    const userId = checkId(ctx.args.userId ?? actor.id, 'userId');
    checkMayRead(actor, userId);
    const { gsi1pk } = buildingOwnerIndexKeys(userId, '');
    return { ...queryIndex('gsi1', gsi1pk, ownedBuildingPrefix), ...pageOf(ctx.args.pagination) };
  },

  response(ctx: Step<Page<OwnerRow>>) {
    return pageResult(ctx);
  },
};

/** Reads the buildings of the page in one batch: a page has at most 100. */
export const buildings = {
  request(ctx: Step) {
    const { items } = ctx.prev.result;
    if (items.length === 0) runtime.earlyReturn(ctx.prev.result);
    return batchGetItems(
      ctx,
      items.map(({ buildingId }) => buildingKey(buildingId)),
    );
  },

  /** A batch answers in any order. A building that was deleted a moment ago may still be listed. */
  response(ctx: Step<BatchResult<({ id: string } | null)[]>>) {
    const rows = batchRows(ctx);
    const { items, nextToken } = ctx.prev.result;
    const found = items.map(({ buildingId }) => rows.find((row) => row?.id === buildingId));
    return { items: found.filter((row) => !!row), nextToken };
  },
};
