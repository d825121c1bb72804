import { paymentStatuses, isOpenPayment } from '../../model/payments/states.ts';

const open = paymentStatuses.filter(isOpenPayment);

/** The condition of every write that an ended payment must not see. */
export const whereOpen = <Attribute>(
  { paymentStatus }: { paymentStatus: Attribute },
  { eq }: { eq(attribute: Attribute, value: any): string },
) => open.map((status) => eq(paymentStatus, status)).join(' OR ');
