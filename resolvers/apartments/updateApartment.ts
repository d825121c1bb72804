import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { apartmentIndexKeys, apartmentKey } from '../../model/apartments/keys.ts';
import type { Apartment, MutationUpdateApartmentArgs, UpdateApartmentInput } from '../../model/schema.ts';
import { checkId, checkOptionalId } from '../platform/arguments.ts';
import {
  cancellationReasonsOf,
  expressionOf,
  setAttributes,
  transactWriteItems,
  updateItem,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkUsersExist, usersExist, type NamedUser } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';
import { checkRooms } from './shared/apartments.ts';

interface Stash {
  apartment: Apartment;
  changed: Apartment;
}

type Step<Result = unknown> = Context<MutationUpdateApartmentArgs, Stash, undefined, undefined, Result>;

/** Reads the apartment. The schema admits only Admins. */
export const read = {
  request(ctx: Step) {
    const { id, tenant, caretaker } = ctx.args.input;
    checkOptionalId(tenant, 'tenant');
    checkOptionalId(caretaker, 'caretaker');
    return get({ key: apartmentKey(checkId(id, 'id')), consistentRead: true });
  },

  response(ctx: Step<Apartment | null>) {
    const { input } = ctx.args;
    const apartment = ctx.result;
    if (ctx.error) throwDataSourceError(ctx.error);
    if (!apartment) throwError('NotFound', 'There is no such apartment', { id: input.id });
    const changes = changesOf(input);
    if (Object.keys(changes).length === 0)
      throwError('InvalidArgument', 'input names nothing to change', { argument: 'input' });
    const changed = { ...apartment, ...changes, updatedOn: nowInstant() };
    checkRooms(changed);
    ctx.stash.apartment = apartment;
    ctx.stash.changed = changed;
    return apartment;
  },
};

/**
 * Changes the apartment, if what is changed is as it was read: its nights, which bookings take and free at any moment, are
 * not in the way.
 */
export const write = {
  request(ctx: Step) {
    const { changed } = ctx.stash;
    return transactWriteItems(ctx, [
      updateItem(apartmentKey(changed.id), updateOf(changed), isUnchanged(ctx.stash.apartment)),
      ...usersExist(usersOf(ctx.args.input)),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      if (conditionFailed(reasons[0]))
        throwError('TryAgain', 'Somebody else is changing this apartment; try again');
      checkUsersExist(usersOf(ctx.args.input), reasons.slice(1));
      throwDataSourceError(ctx.error, reasons);
    }
    return ctx.stash.changed;
  },
};

const usersOf = ({ tenant, caretaker }: UpdateApartmentInput): NamedUser[] => [
  { argument: 'tenant', userId: tenant },
  { argument: 'caretaker', userId: caretaker },
];

type Changes = Partial<
  Pick<Apartment, 'apartmentNumber' | 'numberOfRooms' | 'kitchen' | 'apartmentType' | 'tenant' | 'caretaker'>
>;

/** What the input names: null takes a person away, and says nothing of the rest. */
function changesOf(input: UpdateApartmentInput): Changes {
  const { apartmentNumber, numberOfRooms, kitchen, apartmentType, tenant, caretaker } = input;
  return {
    ...(typeof apartmentNumber === 'string' ? { apartmentNumber } : {}),
    ...(typeof numberOfRooms === 'number' ? { numberOfRooms } : {}),
    ...(typeof kitchen === 'boolean' ? { kitchen } : {}),
    ...(apartmentType ? { apartmentType } : {}),
    ...(tenant === undefined ? {} : { tenant }),
    ...(caretaker === undefined ? {} : { caretaker }),
  };
}

/** Sets all that can be changed; a person who is taken away is removed. */
function updateOf(changed: Apartment) {
  const { buildingId, apartmentNumber, numberOfRooms, kitchen, apartmentType, updatedOn } = changed;
  const { tenant, caretaker } = changed;
  const update = setAttributes({
    apartmentNumber,
    numberOfRooms,
    kitchen,
    apartmentType,
    updatedOn,
    ...(tenant ? { tenant } : {}),
    ...(caretaker ? { caretaker } : {}),
    ...apartmentIndexKeys(buildingId, apartmentNumber),
  });
  const removed = [...(tenant ? [] : ['tenant']), ...(caretaker ? [] : ['caretaker'])].join(', ');
  return removed ? { ...update, expression: `${update.expression} REMOVE ${removed}` } : update;
}

const isUnchanged = ({ apartmentNumber, tenant, caretaker }: Apartment) =>
  expressionOf(
    [
      'apartmentNumber = :readNumber',
      tenant ? 'tenant = :readTenant' : 'attribute_not_exists(tenant)',
      caretaker ? 'caretaker = :readCaretaker' : 'attribute_not_exists(caretaker)',
    ].join(' AND '),
    {
      ':readNumber': apartmentNumber,
      ...(tenant ? { ':readTenant': tenant } : {}),
      ...(caretaker ? { ':readCaretaker': caretaker } : {}),
    },
  );
