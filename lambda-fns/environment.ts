// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';

const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  /** How long an event's row is kept. */
  EVENT_TTL_DAYS: z.coerce.number().int().positive(),
});

/** What a function is told by its deployment; whatever is missing stops it before its first message. */
export const environment = Environment.parse(process.env);
