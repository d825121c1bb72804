/** Gateways there are, each a file of `lambda-fns/payments/gateways`. */
export const gatewayNames = ['simulated'] as const;
export type GatewayName = (typeof gatewayNames)[number];
