import * as z from 'zod';
import { eventDetail, id, text } from '../messages.ts';
import { participationEventNames } from './events.ts';

/** That a store takes part, or no longer: only which store. What of the two holds is read where it is stored. */
export const ParticipationChanged = eventDetail(participationEventNames, {
  storeId: text.pipe(id),
}).transform(({ storeId }) => ({ storeId }));

export type ParticipationChanged = z.infer<typeof ParticipationChanged>;

/** Whose rows an operator wants made anew from their events. */
export const RebuildCatalog = z
  .strictObject({ rebuild: z.literal('store'), storeId: id })
  .or(z.strictObject({ rebuild: z.literal('product'), productId: id }));

export type RebuildCatalog = z.infer<typeof RebuildCatalog>;
