import type { GatewayName, PaymentGateway } from '../../../model/payments/gateways.ts';
import { environment } from '../../platform/environment.ts';
import { simulatedGateway } from './simulatedGateway.ts';

/** A new gateway is a file of this folder, its name in `gatewayNames`, and its line here. */
const gateways: Record<GatewayName, () => PaymentGateway> = { simulated: simulatedGateway };

const createGateway = () => {
  if (!environment.PAYMENT_GATEWAY) throw new Error('PAYMENT_GATEWAY is not set');
  return gateways[environment.PAYMENT_GATEWAY]();
};

/** The gateway of this deployment. */
export const gateway = createGateway();
