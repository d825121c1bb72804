import { util } from '@aws-appsync/utils';
import { createStore } from '../../model/catalog/decisions.ts';
import type { MutationCreateStoreArgs } from '../../model/schema.ts';
import { checkText } from '../platform/arguments.ts';
import { actorOf } from '../platform/context.ts';
import { nowInstant } from '../platform/time.ts';
import { writeStore, writtenStore, type StoreStep, type Written } from './shared/stores.ts';

/** Writes a store's first event. The schema admits only staff. */
export function request(ctx: StoreStep<MutationCreateStoreArgs>) {
  const { name, location, participating } = ctx.args.input;
  const details = {
    name: checkText(name, 'name', 100),
    location: checkText(location, 'location', 200),
    participating: participating ?? true,
  };
  const act = { by: actorOf(ctx).id, now: nowInstant() };
  return writeStore(ctx, undefined, createStore(util.autoUlid(), details, act));
}

export function response(ctx: StoreStep<MutationCreateStoreArgs, Written>) {
  return writtenStore(ctx);
}
