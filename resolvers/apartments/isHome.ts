import type { Context } from '@aws-appsync/utils';
import { actorOf } from '../platform/context.ts';

/** An apartment's row. */
interface Source {
  readonly tenant?: string | null;
}

type Step = Context<object, object, undefined, Source>;

/** `Apartment.isHome`: whether the caller lives there, which tells nobody who does. */
export function request() {
  return { payload: null };
}

export function response(ctx: Step) {
  return ctx.source?.tenant === actorOf(ctx).id;
}
