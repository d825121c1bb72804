import * as z from 'zod';
import { deathClasses } from './attributes.ts';

/** What to look at: every dead-letter queue of the stage, with which a look begins, or one of them. */
export const RecordDeadLetters = z
  .strictObject({ scan: z.literal('all') })
  .or(z.strictObject({ scan: z.literal('queue'), queue: z.string().regex(/^[\w-]{1,80}$/) }));

export type RecordDeadLetters = z.infer<typeof RecordDeadLetters>;

const queueName = z.string().regex(/^[\w-]{1,80}$/);
const ids = z.array(z.string().min(1).max(64)).min(1).max(100);

const asked = {
  runId: z.string().regex(/^\d{8}T\d{6}-\w{1,20}$/),
  queue: queueName,
  by: z.string().min(1).max(200),
  reason: z.string().min(1).max(500),
  startedOn: z.iso.datetime(),
};

/** A run that the API was asked for. It is its own request: the run begins with it, and goes on with it after a kill. */
export const MoveLetters = z
  .strictObject({
    ...asked,
    action: z.literal('REDRIVE'),
    ids: ids.optional(),
    errorCode: z.string().optional(),
    deathClass: z.enum(deathClasses).optional(),
    failingStep: z.string().optional(),
    entityType: z.string().optional(),
    entityId: z.string().optional(),
    diedFrom: z.string().optional(),
    diedBefore: z.string().optional(),
    rate: z.number().int().min(1).max(1000).optional(),
    ramp: z.boolean(),
  })
  .or(z.strictObject({ ...asked, action: z.literal('DISCARD'), ids }))
  .or(
    z.strictObject({
      ...asked,
      action: z.literal('EDIT'),
      letterId: z.string().min(1).max(64),
      body: z.string().min(1).max(200_000),
    }),
  );

export type MoveLetters = z.infer<typeof MoveLetters>;
