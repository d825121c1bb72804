import type { Context } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import type { Apartment, MutationAssignCaretakerArgs } from '../../model/schema.ts';
import { checkId, checkOptionalId } from '../platform/arguments.ts';
import {
  batchGetItems,
  batchRows,
  cancellationReasonsOf,
  rowExists,
  setAttributes,
  transactWriteItems,
  updateItem,
  type BatchResult,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkUsersExist, usersExist, type NamedUser } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';

type Step<Result = unknown> = Context<MutationAssignCaretakerArgs, object, undefined, undefined, Result>;

/** Below the hundred items of a transaction: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const MOST_APARTMENTS = 50;

/** Gives all apartments to the caretaker, or none of them. The schema admits only Admins. */
export const write = {
  request(ctx: Step) {
    const { apartmentIds, caretaker } = ctx.args;
    checkOptionalId(caretaker, 'caretaker');
    const ids = distinctIds(apartmentIds);
    return transactWriteItems(ctx, [
      ...ids.map((id) => updateItem(apartmentKey(id), caretakerUpdate(caretaker), rowExists)),
      ...usersExist(caretakerOf(ctx)),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (!ctx.error) return {};
    const reasons = cancellationReasonsOf(ctx);
    const ids = distinctIds(ctx.args.apartmentIds);
    const missing = ids.find((_id, index) => conditionFailed(reasons[index]));
    if (missing) throwError('NotFound', 'There is no such apartment', { id: missing });
    checkUsersExist(caretakerOf(ctx), reasons.slice(ids.length));
    return throwDataSourceError(ctx.error, reasons);
  },
};

/** Reads them as they are now. */
export const read = {
  request(ctx: Step) {
    return batchGetItems(ctx, distinctIds(ctx.args.apartmentIds).map(apartmentKey), { consistentRead: true });
  },

  response(ctx: Step<BatchResult<(Apartment | null)[]>>) {
    const rows = batchRows(ctx);
    const found = distinctIds(ctx.args.apartmentIds).map((id) => rows.find((row) => row?.id === id));
    return found.filter((row) => !!row);
  },
};

const caretakerOf = (ctx: Step): NamedUser[] => [{ argument: 'caretaker', userId: ctx.args.caretaker }];

function caretakerUpdate(caretaker: string | null | undefined) {
  const updatedOn = nowInstant();
  if (caretaker) return setAttributes({ caretaker, updatedOn });
  const update = setAttributes({ updatedOn });
  return { ...update, expression: `${update.expression} REMOVE caretaker` };
}

/** Each id once: a transaction takes each row once. */
function distinctIds(apartmentIds: string[]): string[] {
  if (apartmentIds.length < 1 || apartmentIds.length > MOST_APARTMENTS)
    throwError('InvalidArgument', `apartmentIds must be 1 to ${MOST_APARTMENTS}`, {
      argument: 'apartmentIds',
    });
  return apartmentIds.filter(
    (id, index) => apartmentIds.indexOf(checkId(id, `apartmentIds[${index}]`)) === index,
  );
}
