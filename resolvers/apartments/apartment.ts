import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { apartmentKey } from '../../model/apartments/keys.ts';
import type { Apartment, QueryApartmentArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { throwDataSourceError } from '../platform/errors.ts';

type Step = Context<QueryApartmentArgs, object, undefined, undefined, Apartment | null>;

/** An apartment as it is at this moment, for everybody; the schema says which of its fields. */
export function request(ctx: Step) {
  return get({ key: apartmentKey(checkId(ctx.args.id, 'id')), consistentRead: true });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}
