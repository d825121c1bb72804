import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { apartmentKey } from '../../model/apartments/keys.ts';
import type { Apartment } from '../../model/schema.ts';
import { throwDataSourceError } from '../platform/errors.ts';

/** A stay's row. */
interface Source {
  readonly apartmentId: string;
}

type Step = Context<object, object, undefined, Source, Apartment | null>;

/** `ApartmentBooking.apartment`: where the stay is, as everybody may read it. */
export function request(ctx: Step) {
  return get({ key: apartmentKey(ctx.source?.apartmentId ?? '') });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}
