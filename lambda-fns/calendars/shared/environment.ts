import * as z from 'zod';

/** What the stack sets for functions of calendars. They work on no queue, so they have not what workers have. */
const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  /** Where calendars are served, with a slash at the end; only the function that makes links has it. */
  CALENDAR_URL: z.string().default('/'),
});

export const environment = Environment.parse(process.env);
