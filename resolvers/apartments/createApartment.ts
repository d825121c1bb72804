import { util, type Context } from '@aws-appsync/utils';
import { apartmentIndexKeys, apartmentKey } from '../../model/apartments/keys.ts';
import type { ApartmentInput, MutationCreateApartmentArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkId, checkOptionalId } from '../platform/arguments.ts';
import {
  cancellationReasonsOf,
  putItem,
  rowIsNew,
  transactWriteItems,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkUsersExist, usersExist, type NamedUser } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';
import { checkRooms, countApartments } from './shared/apartments.ts';

interface Stash {
  apartment: ReturnType<typeof rowOf>;
}

type Step = Context<MutationCreateApartmentArgs, Stash, undefined, undefined, TransactionResult>;

/** Creates an apartment. Its building, its tenant and its caretaker must exist. The schema admits only Admins. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  checkInput(input);
  const row = rowOf(util.autoUlid(), input);
  ctx.stash.apartment = row;
  return transactWriteItems(ctx, [
    countApartments(input.buildingId, 1),
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
  checkRooms(input);
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
    counted: true,
    ...(tenant ? { tenant } : {}),
    ...(caretaker ? { caretaker } : {}),
    createdOn: now,
    updatedOn: now,
    ...apartmentIndexKeys(buildingId, apartmentNumber),
    ...entityMetadata('Apartment'),
  };
}
