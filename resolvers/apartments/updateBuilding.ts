import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { buildingKey } from '../../model/apartments/keys.ts';
import type { MutationUpdateBuildingArgs, UpdateBuildingInput } from '../../model/schema.ts';
import { checkId, checkOptionalId } from '../platform/arguments.ts';
import {
  anyRow,
  cancellationReasonsOf,
  expressionOf,
  putItem,
  setAttributes,
  transactWriteItems,
  updateItem,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkUsersExist, usersExist, type NamedUser } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';
import { checkDetails, detailsRow, ownerRow, type BuildingDetails } from './shared/buildings.ts';

interface BuildingRow extends BuildingDetails {
  readonly id: string;
  readonly updatedOn: string;
}

interface Stash {
  building: BuildingRow;
  changed: BuildingRow;
}

type Step<Result = unknown> = Context<MutationUpdateBuildingArgs, Stash, undefined, undefined, Result>;

/** Reads the building. The schema admits only Admins. */
export const read = {
  request(ctx: Step) {
    const { input } = ctx.args;
    checkOptionalId(input.userId, 'userId');
    return get({ key: buildingKey(checkId(input.id, 'id')), consistentRead: true });
  },

  response(ctx: Step<BuildingRow | null>) {
    const { input } = ctx.args;
    const building = ctx.result;
    if (ctx.error) throwDataSourceError(ctx.error);
    if (!building) throwError('NotFound', 'There is no such building', { id: input.id });
    const details = withChanges(building, input);
    checkDetails(details);
    ctx.stash.building = building;
    ctx.stash.changed = { ...building, ...details, updatedOn: nowInstant() };
    return building;
  },
};

/** Changes the building, if nobody else has since it was read, and lists it among the buildings of its owner. */
export const write = {
  request(ctx: Step) {
    const { building, changed } = ctx.stash;
    const { id, updatedOn } = changed;
    const owner = ownerRow(id, changed.userId);
    return transactWriteItems(ctx, [
      updateItem(
        buildingKey(id),
        setAttributes({ ...detailsRow(id, changed), updatedOn }),
        expressionOf('updatedOn = :read', { ':read': building.updatedOn }),
      ),
      // Buildings of an earlier version have no such row yet.
      putItem(owner.key, owner.row, anyRow),
      ...usersExist(ownerOf(ctx.args.input)),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      if (conditionFailed(reasons[0]))
        throwError('TryAgain', 'Somebody else is changing this building; try again');
      checkUsersExist(ownerOf(ctx.args.input), reasons.slice(2));
      throwDataSourceError(ctx.error, reasons);
    }
    return ctx.stash.changed;
  },
};

const ownerOf = ({ userId }: UpdateBuildingInput): NamedUser[] => [{ argument: 'userId', userId }];

/** Returns what the building is to be. Throws where the input names nothing to change. */
function withChanges(building: BuildingRow, input: UpdateBuildingInput): BuildingDetails {
  const { name, userId, numberOfApartments, address } = input;
  if (!name && name !== '' && !userId && !address && typeof numberOfApartments !== 'number')
    throwError('InvalidArgument', 'input names nothing to change', { argument: 'input' });
  return {
    name: name ?? building.name,
    userId: userId ?? building.userId,
    numberOfApartments: numberOfApartments ?? building.numberOfApartments,
    address: address ?? building.address,
  };
}
