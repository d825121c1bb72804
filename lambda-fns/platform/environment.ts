import * as z from 'zod';
import { gatewayNames } from '../../model/payments/gateways.ts';
import { orderCards } from '../../model/search/states.ts';

// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.

const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  QUEUE_URL: z.url(),
  /** A message that fails at this delivery or a later one becomes a dead letter with its reason. */
  GIVE_UP_AFTER_DELIVERIES: z.coerce.number().int().positive(),
  /** Which code this is: the hash of its bundle. Dead letters name it. */
  CODE_VERSION: z.string().min(1),
  /** How long the row of an event is kept. */
  EVENT_TTL_DAYS: z.coerce.number().int().positive(),
  /** Names the deployment: its queues begin with it, and its metrics are kept apart by it. */
  STAGE: z.string().default('dev'),
  /** Which orders have a card; only the function that makes cards has it. */
  ORDER_CARDS: z.enum(orderCards).default('deliveries'),
  /** What charges and refunds; only functions that do so have it. */
  PAYMENT_GATEWAY: z.enum(gatewayNames).optional(),
  /** How many of 100 charges of the simulated gateway fail, and how many of 100 calls are never answered. */
  PAYMENT_FAILURE_PERCENT: z.coerce.number().min(0).max(100).default(0),
  PAYMENT_TIMEOUT_PERCENT: z.coerce.number().min(0).max(100).default(0),
  /** Decides which ones. */
  PAYMENT_SEED: z.string().default('1'),
  /** ISO 4217, of every amount. */
  PAYMENT_CURRENCY: z.string().default('EUR'),
  /** Whose address e-mails come from, `''` where nobody is written to; and where people end them. Only the function that sends has these. */
  MAIL_FROM: z.string().default(''),
  UNSUBSCRIBE_URL: z.string().default(''),
  /** Which numbers are texted, by how they begin, with blanks between; and texts of all people a day. */
  TEXT_PREFIXES: z.string().default(''),
  TEXTS_PER_DAY: z.coerce.number().int().nonnegative().default(0),
  /** The queue of what is to be sent; only the function that sweeps has it. */
  SEND_QUEUE_URL: z.string().default(''),
  /** The secret that holds Stripe's secret key. */
  STRIPE_SECRET_ARN: z.string().optional(),
  /** Where Stripe is reached, if not at its own address. */
  STRIPE_API_URL: z.url().optional(),
  /** A request that Stripe does not answer in this time has an unknown outcome. */
  STRIPE_TIMEOUT_MS: z.coerce.number().int().positive().default(5000),
  /** The PaymentMethod of charges that name none: one of Stripe's test cards. */
  STRIPE_TEST_PAYMENT_METHOD: z.string().optional(),
});

/**
 * What a deployment sets for its functions. A function without a required value stops before its first
 * message.
 */
export const environment = Environment.parse(process.env);
