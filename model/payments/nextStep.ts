import type { BookingStatus } from '../schema.ts';
import type { ChargeState } from './PaymentGateway.ts';

/**
 * What an open payment needs next, from what the gateway's book says and where the booking stands now.
 * Nothing is charged or kept for a booking that is not APPROVED.
 */
export const nextStep = (charge: ChargeState['outcome'], booking: BookingStatus) => {
  if (charge === 'refunded' || booking !== 'APPROVED') return 'giveBack';
  return ({ none: 'charge', accepted: 'accept', rejected: 'reject' } as const)[charge];
};
