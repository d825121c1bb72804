import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BufferedMutation } from '../constructs/BufferedMutation.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { EventWorker, type EventWorkerProps } from '../constructs/EventWorker.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/**
 * A gateway may be slow. A worker handles the payments of a batch in parallel, so a batch takes as long as its
 * longest: five calls of 3 seconds, with the table's between them, are a third of the timeout.
 */
const patient = { batchSize: 5, timeout: Duration.seconds(60) };

/** Charges and refunds for bookings and orders. */
export const payments = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['bookings'],
    queries: ['bookings'],
    checks: ['bookings', 'users'],
    puts: ['bookings'],
    updates: ['bookings'],
    deletes: ['bookings'],
  });
  const { paymentConcurrency } = platform.settings;
  const reserved = paymentConcurrency ? { maxConcurrency: paymentConcurrency, reserved: true } : {};
  const shared = { platform, domain: 'payments', ...patient, ...reserved };

  const pay = new BufferedMutation(scope, 'PayBooking', {
    ...shared,
    field: 'payBooking',
    rows: {
      gets: ['bookings', 'apartments', 'gateway'],
      puts: ['bookingEvents', 'gateway'],
      updates: ['bookings', 'gateway'],
    },
  });
  const workers = Object.entries({
    refundCancelledBooking: {
      eventNames: ['BOOKING_CANCELLED_EVENT'],
      rows: { gets: ['bookings', 'gateway'], queries: ['bookings'], updates: ['bookings', 'gateway'] },
    },
    processOrderPayment: {
      eventNames: ['ORDER_STOCK_ALLOCATED_EVENT'],
      rows: {
        gets: ['orders', 'gateway'],
        checks: ['orders'],
        puts: ['orders', 'gateway'],
        updates: ['orders', 'gateway'],
      },
    },
    refundCanceledOrder: {
      eventNames: ['ORDER_CANCELED_EVENT'],
      rows: { gets: ['orders', 'gateway'], updates: ['orders', 'gateway'] },
    },
  } satisfies Record<string, Pick<EventWorkerProps, 'eventNames' | 'rows'>>).map(
    ([worker, follows]) => new EventWorker(scope, capitalized(worker), { ...shared, worker, ...follows }),
  );

  const { paymentGateway, paymentFailurePercent, paymentTimeoutPercent, paymentSeed } = platform.settings;
  for (const worker of [pay.consumer, ...workers.map((worker) => worker.function)]) {
    worker.addEnvironment('PAYMENT_GATEWAY', paymentGateway);
    worker.addEnvironment('PAYMENT_FAILURE_PERCENT', String(paymentFailurePercent));
    worker.addEnvironment('PAYMENT_TIMEOUT_PERCENT', String(paymentTimeoutPercent));
    worker.addEnvironment('PAYMENT_SEED', paymentSeed);
  }
};
