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
}

/** The settings of payments, as part of the schema of all settings. */
export const paymentSettings = {
  paymentGateway: z.enum(gatewayNames).optional(),
  nobodyIsCharged: yesOrNo.default(false),
  paymentFailurePercent: wholeNumber(0, 100).default(0),
  paymentTimeoutPercent: wholeNumber(0, 100).default(0),
  paymentSeed: z.coerce.string().default('1'),
  // From the least that a queue can be read with: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
  paymentConcurrency: wholeNumber(2, 1000).optional(),
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
}: Given & { readonly stage: string; readonly development: boolean }): string | undefined => {
  const movesNoMoney = paymentGateway === undefined || paymentGateway === 'simulated';
  if (development || !movesNoMoney) return undefined;
  if (paymentGateway === 'simulated' && nobodyIsCharged) return undefined;
  return `paymentGateway: stage ${stage} would sell without taking money; set paymentGateway=stripe or, where that is meant, both paymentGateway=simulated and nobodyIsCharged=true`;
};
