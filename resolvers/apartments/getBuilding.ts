import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { buildingKey } from '../../model/apartments/keys.ts';
import type { Building, QueryGetBuildingArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { throwDataSourceError } from '../platform/errors.ts';

type Step = Context<QueryGetBuildingArgs, object, undefined, undefined, Building | null>;

/** A building, for everybody; the schema says which of its fields. */
export function request(ctx: Step) {
  return get({ key: buildingKey(checkId(ctx.args.id, 'id')) });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}
