import type { Context } from '@aws-appsync/utils';
import { buildingApartmentsKey, buildingKey, buildingOwnerKey } from '../../model/apartments/keys.ts';
import type { MutationDeleteBuildingArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import {
  anyRow,
  cancellationReasonsOf,
  deleteItem,
  expressionOf,
  queryIndex,
  transactWriteItems,
  withFailedItem,
  type Page,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';

type Step<Result = unknown> = Context<MutationDeleteBuildingArgs, object, undefined, undefined, Result>;

/** Looks for an apartment of a building that does not count all of its apartments, because it is older than that. */
export const look = {
  request(ctx: Step) {
    const partition = buildingApartmentsKey(checkId(ctx.args.id, 'id'));
    return { ...queryIndex('gsi1', partition, 'APARTMENT#'), limit: 1 };
  },

  response(ctx: Step<Page<object>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    if (ctx.result.items.length > 0) throwInUse(ctx.args.id);
    return {};
  },
};

/** Deletes the building, if it has no apartment at that moment. The schema admits only Admins. */
const deleteBuilding = {
  request(ctx: Step) {
    const { id } = ctx.args;
    return transactWriteItems(ctx, [
      deleteItem(
        buildingKey(id),
        withFailedItem(
          expressionOf(
            'attribute_exists(pk) AND (attribute_not_exists(apartmentCount) OR apartmentCount = :none)',
            {
              ':none': 0,
            },
          ),
        ),
      ),
      // Buildings of an earlier version have no such row.
      deleteItem(buildingOwnerKey(id), anyRow),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    const { id } = ctx.args;
    if (!ctx.error) return true;
    const reasons = cancellationReasonsOf(ctx);
    const [building] = reasons;
    if (!conditionFailed(building)) throwDataSourceError(ctx.error, reasons);
    if (building?.item) throwInUse(id);
    throwError('NotFound', 'There is no such building', { id });
  },
};

function throwInUse(buildingId: string): never {
  throwError('StateConflict', 'The building has apartments; delete them first', { buildingId });
}

export { deleteBuilding as delete };
