import { rebrandStore } from '../../model/catalog/decisions.ts';
import type { MutationRebrandStoreArgs } from '../../model/schema.ts';
import { checkText } from '../platform/arguments.ts';
import { actOf, eventOf } from './shared/streams.ts';
import { writeStore, writtenStore, type StoreStep, type Written } from './shared/stores.ts';

export { readStore as read } from './shared/stores.ts';

/** Gives a store another name. */
export const write = {
  request(ctx: StoreStep<MutationRebrandStoreArgs>) {
    const { store } = ctx.stash;
    const name = checkText(ctx.args.name, 'name', 100);
    return writeStore(ctx, store, eventOf(rebrandStore(store, name, actOf(ctx))));
  },

  response(ctx: StoreStep<MutationRebrandStoreArgs, Written>) {
    return writtenStore(ctx);
  },
};
