import * as z from 'zod';

/** What the schedule sends. */
export const SweepBaskets = z.strictObject({ sweep: z.literal('baskets') });

export type SweepBaskets = z.infer<typeof SweepBaskets>;
