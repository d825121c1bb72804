import { util, type Context } from '@aws-appsync/utils';
import { apartmentIndexKeys, apartmentKey, buildingKey } from '../../model/apartments/keys.ts';
import type { ApartmentInput, MutationCreateApartmentArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkId, checkNumber, checkOptionalId, checkText } from '../platform/arguments.ts';
import {
  cancellationReasonsOf,
  conditionCheck,
  putItem,
  rowExists,
  rowIsNew,
  transactWriteItems,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkUsersExist, usersExist, type NamedUser } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';

interface Stash {
  apartment: ReturnType<typeof rowOf>;
}

type Step = Context<MutationCreateApartmentArgs, Stash, undefined, undefined, TransactionResult>;

const MAX_ROOMS = 100;

/** Creates an apartment. Its building, its tenant and its caretaker must exist. The schema admits only Admins. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  checkInput(input);
  const row = rowOf(util.autoUlid(), input);
  ctx.stash.apartment = row;
  return transactWriteItems(ctx, [
    conditionCheck(buildingKey(input.buildingId), rowExists),
    putItem(apartmentKey(row.id), row, rowIsNew),
    ...usersExist(usersOf(input)),
  ]);
}

export function response(ctx: Step) {
  if (ctx.error) {
    const reasons = cancellationReasonsOf(ctx);
    const { buildingId } = ctx.args.input;
    if (conditionFailed(reasons[0])) throwError('NotFound', 'There is no such building', { buildingId });
    checkUsersExist(usersOf(ctx.args.input), reasons.slice(2));
    throwDataSourceError(ctx.error, reasons);
  }
  return ctx.stash.apartment;
}

const usersOf = ({ tenant, caretaker }: ApartmentInput): NamedUser[] => [
  { argument: 'tenant', userId: tenant },
  { argument: 'caretaker', userId: caretaker },
];

function checkInput(input: ApartmentInput) {
  checkId(input.buildingId, 'buildingId');
  checkText(input.apartmentNumber, 'apartmentNumber', 20);
  checkNumber(input.numberOfRooms, 'numberOfRooms', 1, MAX_ROOMS);
  checkOptionalId(input.tenant, 'tenant');
  checkOptionalId(input.caretaker, 'caretaker');
}

function rowOf(id: string, input: ApartmentInput) {
  const { buildingId, apartmentNumber, numberOfRooms, kitchen, apartmentType, tenant, caretaker } = input;
  const now = nowInstant();
  return {
    id,
    buildingId,
    apartmentNumber,
    numberOfRooms,
    kitchen,
    apartmentType,
    apartmentStatus: input.apartmentStatus ?? 'VACANT',
    ...(tenant ? { tenant } : {}),
    ...(caretaker ? { caretaker } : {}),
    createdOn: now,
    updatedOn: now,
    ...apartmentIndexKeys(buildingId, apartmentNumber),
    ...entityMetadata('Apartment'),
  };
}
