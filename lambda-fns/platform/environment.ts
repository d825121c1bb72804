import * as z from 'zod';
import { gatewayNames } from '../../model/payments/gateways.ts';

// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.

const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  /** A message that fails at this delivery, or a later one, becomes a dead letter with its reason. */
  GIVE_UP_AFTER_DELIVERIES: z.coerce.number().int().positive(),
  /** How long an event's row is kept. */
  EVENT_TTL_DAYS: z.coerce.number().int().positive(),
  /** Who charges and refunds; functions that do neither are not told. */
  PAYMENT_GATEWAY: z.enum(gatewayNames).optional(),
  /** Of the simulated gateway: of 100 charges so many fail, and of 100 calls so many are never answered. */
  PAYMENT_FAILURE_PERCENT: z.coerce.number().min(0).max(100).default(30),
  PAYMENT_TIMEOUT_PERCENT: z.coerce.number().min(0).max(100).default(5),
  /** Chooses which ones. */
  PAYMENT_SEED: z.string().default('1'),
});

/** What a function is told by its deployment; whatever is missing stops it before its first message. */
export const environment = Environment.parse(process.env);
