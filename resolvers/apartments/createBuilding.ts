import { util, type Context } from '@aws-appsync/utils';
import { buildingIndexKeys, buildingKey } from '../../model/apartments/keys.ts';
import type { BuildingInput, MutationCreateBuildingArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkNumber, checkOptionalId, checkText } from '../platform/arguments.ts';
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

interface Stash {
  building: ReturnType<typeof rowOf>;
}

type Step = Context<MutationCreateBuildingArgs, Stash, undefined, undefined, TransactionResult>;

const MAX_APARTMENTS = 10000;

/** Creates a building of an owner that exists. The schema admits only Admins. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  checkInput(input);
  const row = rowOf(util.autoUlid(), input.userId ?? actorOf(ctx).id, input);
  ctx.stash.building = row;
  return transactWriteItems(ctx, [
    putItem(buildingKey(row.id), row, rowIsNew),
    ...usersExist(ownerOf(input)),
  ]);
}

export function response(ctx: Step) {
  if (ctx.error) {
    const reasons = cancellationReasonsOf(ctx);
    checkUsersExist(ownerOf(ctx.args.input), reasons.slice(1));
    throwDataSourceError(ctx.error, reasons);
  }
  return ctx.stash.building;
}

const ownerOf = ({ userId }: BuildingInput): NamedUser[] => [{ argument: 'userId', userId }];

function checkInput(input: BuildingInput) {
  const { name, userId, numberOfApartments, address } = input;
  checkOptionalId(userId, 'userId');
  checkText(name, 'name', 100);
  checkNumber(numberOfApartments, 'numberOfApartments', 1, MAX_APARTMENTS);
  checkText(address.streetAddress, 'address.streetAddress', 200);
  checkText(address.postalCode, 'address.postalCode', 20);
  checkText(address.city, 'address.city', 100);
  checkText(address.country, 'address.country', 100);
}

function rowOf(id: string, userId: string, input: BuildingInput) {
  const { name, numberOfApartments, address } = input;
  const { streetAddress, postalCode, city, country } = address;
  const now = nowInstant();
  return {
    id,
    name,
    userId,
    numberOfApartments,
    address: { streetAddress, postalCode, city, country },
    createdOn: now,
    updatedOn: now,
    ...buildingIndexKeys(id),
    ...entityMetadata('Building'),
  };
}
