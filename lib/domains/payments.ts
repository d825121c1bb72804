import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BufferedMutation } from '../constructs/BufferedMutation.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import type { Platform } from '../platform/Platform.ts';

/**
 * A gateway may take its time. The payments of a batch are worked on all at once, so a batch takes as long as the
 * longest: asking five times for 3 seconds, and the table between, that is a third of the timeout.
 */
const patient = { batchSize: 5, timeout: Duration.seconds(60) };

/** Charging for bookings and orders, and giving back. */
export const payments = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'payments', ...patient };

  const pay = new BufferedMutation(scope, 'PayBooking', { ...shared, field: 'payBooking' });
  const workers = Object.entries({
    refundCancelledBooking: 'BOOKING_CANCELLED_EVENT',
    processOrderPayment: 'ORDER_STOCK_ALLOCATED_EVENT',
    refundCanceledOrder: 'ORDER_CANCELED_EVENT',
  }).map(
    ([worker, eventName]) =>
      new EventWorker(scope, capitalized(worker), { ...shared, worker, eventNames: [eventName] }),
  );

  const { paymentGateway, paymentFailurePercent, paymentTimeoutPercent, paymentSeed } = platform.settings;
  for (const worker of [pay.consumer, ...workers.map((worker) => worker.function)]) {
    worker.addEnvironment('PAYMENT_GATEWAY', paymentGateway);
    worker.addEnvironment('PAYMENT_FAILURE_PERCENT', String(paymentFailurePercent));
    worker.addEnvironment('PAYMENT_TIMEOUT_PERCENT', String(paymentTimeoutPercent));
    worker.addEnvironment('PAYMENT_SEED', paymentSeed);
  }
};
