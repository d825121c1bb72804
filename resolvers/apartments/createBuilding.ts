import { util, type Context } from '@aws-appsync/utils';
import { buildingIndexKeys, buildingKey } from '../../model/apartments/keys.ts';
import type { BuildingInput, MutationCreateBuildingArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { actorOf } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  putItem,
  rowIsNew,
  transactWriteItems,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { checkUsersExist, usersExist, type NamedUser } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';
import { checkDetails, detailsRow, ownerRow } from './shared/buildings.ts';

interface Stash {
  building: ReturnType<typeof rowOf>;
}

type Step = Context<MutationCreateBuildingArgs, Stash, undefined, undefined, TransactionResult>;

/** Creates a building of an owner that exists. The schema admits only Admins. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  checkOptionalId(input.userId, 'userId');
  checkDetails(input);
  const row = rowOf(util.autoUlid(), input.userId ?? actorOf(ctx).id, input);
  const owner = ownerRow(row.id, row.userId);
  ctx.stash.building = row;
  return transactWriteItems(ctx, [
    putItem(buildingKey(row.id), row, rowIsNew),
    putItem(owner.key, owner.row, rowIsNew),
    ...usersExist(ownerOf(input)),
  ]);
}

export function response(ctx: Step) {
  if (ctx.error) {
    const reasons = cancellationReasonsOf(ctx);
    checkUsersExist(ownerOf(ctx.args.input), reasons.slice(2));
    throwDataSourceError(ctx.error, reasons);
  }
  return ctx.stash.building;
}

const ownerOf = ({ userId }: BuildingInput): NamedUser[] => [{ argument: 'userId', userId }];

function rowOf(id: string, userId: string, { name, numberOfApartments, address }: BuildingInput) {
  const now = nowInstant();
  return {
    id,
    ...detailsRow(id, { name, userId, numberOfApartments, address }),
    createdOn: now,
    updatedOn: now,
    ...buildingIndexKeys(id),
    ...entityMetadata('Building'),
  };
}
