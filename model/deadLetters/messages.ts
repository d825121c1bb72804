import * as z from 'zod';

/** What to look at: every dead-letter queue of the stage, with which a look begins, or one of them. */
export const RecordDeadLetters = z
  .strictObject({ scan: z.literal('all') })
  .or(z.strictObject({ scan: z.literal('queue'), queue: z.string().regex(/^[\w-]{1,80}$/) }));

export type RecordDeadLetters = z.infer<typeof RecordDeadLetters>;
