import type { GatewayName, PaymentGateway } from '../../../model/payments/gateways.ts';
import { environment } from '../../platform/environment.ts';

/**
 * The gateway that a bundle is made for: the bundler writes the name here and leaves out the code of the others, of which
 * Stripe's library is a quarter of a megabyte. Undefined outside of bundles.
 */
declare const BUNDLED_GATEWAY: GatewayName | undefined;

/** A new gateway is a file or folder beside this one, its name in `gatewayNames`, and its line here. */
const load = async (): Promise<PaymentGateway> => {
  const name = environment.PAYMENT_GATEWAY;
  if (typeof BUNDLED_GATEWAY === 'undefined' || BUNDLED_GATEWAY === 'stripe') {
    if (name === 'stripe') return (await import('./stripe/stripeGateway.ts')).stripeGateway();
  }
  if (typeof BUNDLED_GATEWAY === 'undefined' || BUNDLED_GATEWAY === 'simulated') {
    if (name === 'simulated') return (await import('./simulatedGateway.ts')).simulatedGateway();
  }
  throw new Error(`PAYMENT_GATEWAY is ${name ?? 'not set'}, and this bundle has no such gateway`);
};

let loading: Promise<PaymentGateway> | undefined;

/** The gateway of this deployment, loaded at the first call. */
export const gateway: PaymentGateway = {
  charge: async (charge) => (await loaded()).charge(charge),
  authorize: async (charge) => (await loaded()).authorize(charge),
  capture: async (paymentId, amountCents) => (await loaded()).capture(paymentId, amountCents),
  enquire: async (paymentId) => (await loaded()).enquire(paymentId),
  refundPart: async (part) => (await loaded()).refundPart(part),
  refund: async (paymentId) => (await loaded()).refund(paymentId),
};

const loaded = () => (loading ??= load());
