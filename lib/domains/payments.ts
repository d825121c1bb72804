import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BufferedMutation } from '../constructs/BufferedMutation.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import type { Platform } from '../platform/Platform.ts';

/** A gateway may take its time: five payments, each asking three times for 3 seconds, fit into one batch. */
const patient = { batchSize: 5, timeout: Duration.seconds(60) };

/** Charging for bookings, and giving back. */
export const payments = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'payments', ...patient };

  const pay = new BufferedMutation(scope, 'PayBooking', { ...shared, field: 'payBooking' });
  const refund = new EventWorker(scope, 'RefundCancelledBooking', {
    ...shared,
    worker: 'refundCancelledBooking',
    eventNames: ['BOOKING_CANCELLED_EVENT'],
  });

  const { paymentGateway, paymentFailurePercent, paymentTimeoutPercent, paymentSeed } = platform.settings;
  for (const worker of [pay.consumer, refund.function]) {
    worker.addEnvironment('PAYMENT_GATEWAY', paymentGateway);
    worker.addEnvironment('PAYMENT_FAILURE_PERCENT', String(paymentFailurePercent));
    worker.addEnvironment('PAYMENT_TIMEOUT_PERCENT', String(paymentTimeoutPercent));
    worker.addEnvironment('PAYMENT_SEED', paymentSeed);
  }
};
