import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { buildingKey } from '../../model/apartments/keys.ts';
import type { Building } from '../../model/schema.ts';
import { throwDataSourceError } from '../platform/errors.ts';

/** An apartment's row. */
interface Source {
  readonly buildingId: string;
}

type Step = Context<object, object, undefined, Source, Building | null>;

/** `Apartment.building`: the building that it is in. */
export function request(ctx: Step) {
  return get({ key: buildingKey(ctx.source?.buildingId ?? '') });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}
