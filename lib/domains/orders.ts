import type { Construct } from 'constructs';
import { BufferedMutation } from '../constructs/BufferedMutation.ts';
import type { Platform } from '../platform/Platform.ts';

/** Goods: ordered, allocated, shipped, and told of. */
export const orders = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'orders' };

  new BufferedMutation(scope, 'PlaceOrder', { ...shared, field: 'placeOrder' });
};
