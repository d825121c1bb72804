import * as z from 'zod';

/** What the stack sets for the function that reads figures. It works on no queue, so it has not what workers have. */
const Environment = z.object({
  STAGE: z.string().min(1),
  API_ID: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  BUS_NAME: z.string().min(1),
  /** The rule that publishes once a minute. */
  SCHEDULE_NAME: z.string().min(1),
});

export const environment = Environment.parse(process.env);
