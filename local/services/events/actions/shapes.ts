import { z } from 'zod';

/** Times on the wire: epoch seconds, or ISO 8601 text. Given on in epoch milliseconds. */
export const timestamp = z.union([
  z.number().transform((seconds) => seconds * 1000),
  z.string().transform((text, context) => {
    const moment = Date.parse(text);
    if (Number.isNaN(moment)) context.addIssue({ code: 'custom', message: 'Member must be a timestamp' });
    return moment;
  }),
]);

export const name = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');

/** Accepted without effect: nothing here is encrypted, tagged or logged elsewhere. */
export const inert = z.unknown().optional();

/** Pages are as long as everything there is, so no token is ever given out. */
export const page = {
  Limit: z.number().int().min(1).max(100).optional(),
  NextToken: z.undefined().optional(),
};

export const seconds = (epochMs: number) => epochMs / 1000;
