import { setParticipation } from '../../model/catalog/decisions.ts';
import type { MutationEnableStoreParticipationArgs } from '../../model/schema.ts';
import { actOf, eventOf } from './shared/streams.ts';
import { writeStore, writtenStore, type StoreStep, type Written } from './shared/stores.ts';

export { readStore as read } from './shared/stores.ts';

/** The offers of the store's products follow by a worker. */
export const write = {
  request(ctx: StoreStep<MutationEnableStoreParticipationArgs>) {
    const { store } = ctx.stash;
    return writeStore(ctx, store, eventOf(setParticipation(store, true, actOf(ctx))));
  },

  response(ctx: StoreStep<MutationEnableStoreParticipationArgs, Written>) {
    return writtenStore(ctx);
  },
};
