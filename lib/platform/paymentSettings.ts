import { z } from 'zod';
import { gatewayNames, type GatewayName } from '../../model/payments/gateways.ts';
import { wholeNumber, yesOrNo } from './settingTypes.ts';

/** Who charges, and what goes wrong on purpose. */
export interface PaymentSettings {
  /** Who charges and refunds: a folder of `lambda-fns/payments/gateway`. @default - 'simulated' in a development stage; others have to choose */
  readonly paymentGateway: GatewayName;
  /** Says that a stage outside development is meant to sell without taking money. @default false */
  readonly nobodyIsCharged: boolean;
  /** Of 100 charges by the simulated gateway, how many fail and take nothing. @default 0 */
  readonly paymentFailurePercent: number;
  /** Of 100 calls of the simulated gateway, how many are never answered, carried out or not. @default 0 */
  readonly paymentTimeoutPercent: number;
  /** Chooses which of the simulated gateway's calls those are. @default '1' */
  readonly paymentSeed: string;
  /**
   * Invocations at the same time of each function that charges or refunds. So many are kept free for it in the account,
   * and it never has more, which spares the gateway.
   * @default - as many as the account's concurrency allows
   */
  readonly paymentConcurrency?: number;
  /** ISO 4217, of every amount: one whose unit has a hundred parts. Amounts are not converted. @default 'EUR' */
  readonly paymentCurrency: string;
  /** Where Stripe is reached; in a development stage only, because the key is sent there. @default - Stripe's own address */
  readonly stripeApiUrl?: string;
  /** A test card of Stripe's that every charge is for; in a development stage only. @default - charges that name no card are rejected */
  readonly stripeTestPaymentMethod?: string;
}

/** Of those whose unit has none, or a thousand parts, amounts are no cents: https://docs.stripe.com/currencies#zero-decimal */
const NO_CENTS = [
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'UGX', 'VND', 'VUV'],
  ...['XAF', 'XOF', 'XPF', 'BHD', 'JOD', 'KWD', 'OMR', 'TND'],
];

/** The settings of payments, as part of the schema of all settings. */
export const paymentSettings = {
  paymentGateway: z.enum(gatewayNames).optional(),
  nobodyIsCharged: yesOrNo.default(false),
  paymentFailurePercent: wholeNumber(0, 100).default(0),
  paymentTimeoutPercent: wholeNumber(0, 100).default(0),
  paymentSeed: z.coerce.string().default('1'),
  // From the least that a queue can be read with: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
  paymentConcurrency: wholeNumber(2, 1000).optional(),
  paymentCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capital letters of ISO 4217')
    .refine((currency) => !NO_CENTS.includes(currency), 'must be a currency with cents')
    .default('EUR'),
  stripeApiUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  stripeTestPaymentMethod: z.string().startsWith('pm_', 'must begin with pm_').optional(),
};

type Given = z.output<z.ZodObject<typeof paymentSettings>>;

/** What was not set is the gateway that moves no money: `paymentFault` lets only development leave it out. */
export const withGateway = ({ paymentGateway = 'simulated' }: Given) => ({ paymentGateway });

/** Why these settings are not meant, in one line; undefined where they are. */
export const paymentFault = ({
  stage,
  development,
  paymentGateway,
  nobodyIsCharged,
  stripeApiUrl,
  stripeTestPaymentMethod,
}: Given & { readonly stage: string; readonly development: boolean }): string | undefined => {
  const movesNoMoney = paymentGateway === undefined || paymentGateway === 'simulated';
  if (development) return undefined;
  if (stripeApiUrl !== undefined)
    return `stripeApiUrl: stage ${stage} would send Stripe's key there; only a development stage may`;
  if (stripeTestPaymentMethod !== undefined)
    return `stripeTestPaymentMethod: stage ${stage} would sell without taking money; only a development stage may`;
  if (!movesNoMoney) return undefined;
  if (paymentGateway === 'simulated' && nobodyIsCharged) return undefined;
  return `paymentGateway: stage ${stage} would sell without taking money; set paymentGateway=stripe or, where that is meant, both paymentGateway=simulated and nobodyIsCharged=true`;
};
