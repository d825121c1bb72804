import { CfnOutput, Duration, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import {
  BufferedField,
  BufferedMutation,
  type BufferedMutationProps,
} from '../constructs/BufferedMutation.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { EventWorker, type EventWorkerProps } from '../constructs/EventWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';
import { removalPolicyOf, type Settings } from '../platform/settings.ts';

/**
 * A gateway may be slow. A worker handles the payments of a batch in parallel, so a batch takes as long as its
 * longest: four calls of at most 45 seconds together, with the table's between them. `docs/payments.md` counts them.
 */
const patient = { batchSize: 5, timeout: Duration.seconds(60) };

/** Charges and refunds for bookings and orders, and what is known of them. */
export const payments = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    batchGets: ['orders', 'users', 'apartments', 'offers'],
    queries: ['bookings', 'orders', 'userOrders'],
    checks: ['bookings', 'users'],
    puts: ['bookings'],
    updates: ['bookings'],
    deletes: ['bookings'],
  });
  // Whoever tries a stage must know whether it takes money.
  new CfnOutput(scope, 'PaymentGateway', { value: platform.settings.paymentGateway });
  const settlers = createSettlers(scope, platform);
  const environment = {
    ...environmentOf(platform.settings),
    ...stripeKey(scope, platform.settings, settlers),
  };
  for (const settler of settlers)
    for (const [name, value] of Object.entries(environment)) settler.addEnvironment(name, value);
  for (const [field, steps] of Object.entries({
    paymentOfBooking: undefined,
    paymentsPerUser: ['query', 'payments'],
    invoice: ['read', 'details'],
    invoicesPerUser: ['query', 'payments'],
  }))
    new TableField(scope, capitalized(field), {
      platform,
      domain: 'payments',
      typeName: 'Query',
      field,
      ...(steps && { steps }),
    });
};

/** Everything that calls the gateway. */
const createSettlers = (scope: Construct, platform: Platform): Function[] => {
  const { paymentConcurrency } = platform.settings;
  const reserved = paymentConcurrency ? { maxConcurrency: paymentConcurrency, reserved: true } : {};
  const shared: Shared = { platform, domain: 'payments', ...patient, ...reserved };
  const pay = createPayBooking(scope, shared);
  const workers = Object.entries({
    refundCancelledBooking: {
      // What is over and was not paid holds no money either.
      eventNames: ['BOOKING_CANCELLED_EVENT', 'BOOKING_COMPLETED_EVENT'],
      rows: { gets: ['bookings', 'gateway'], queries: ['bookings'], updates: ['bookings', 'gateway'] },
    },
    processOrderPayment: {
      eventNames: ['ORDER_STOCK_ALLOCATED_EVENT'],
      without: ['flow'],
      rows: {
        gets: ['orders', 'gateway'],
        checks: ['orders'],
        puts: ['orders', 'gateway'],
        updates: ['orders', 'gateway'],
      },
    },
    refundCanceledOrder: {
      eventNames: ['ORDER_CANCELED_EVENT'],
      without: ['flow'],
      rows: { gets: ['orders', 'gateway'], updates: ['orders', 'gateway'] },
    },
    settleSagaPayments: {
      eventNames: [
        'AUTHORIZE_CUSTOMER_COMMAND',
        'CONFIRM_PAYMENT_COMMAND',
        'REFUND_PAYMENT_COMMAND',
        'VOID_AUTHORIZATION_COMMAND',
      ],
      rows: {
        gets: ['orders', 'users', 'apartments', 'bookings', 'gateway'],
        queries: ['sagas'],
        checks: ['users', 'apartments', 'bookings'],
        puts: ['orders', 'sagas', 'gateway'],
        updates: ['orders', 'gateway'],
      },
    },
    refundMissingUnits: {
      eventNames: ['SHOPPING_LIST_COMPLETED_EVENT'],
      // Of the others nothing is missing.
      where: { found: ['PART'] },
      rows: {
        gets: ['orders', 'shoppingLists', 'gateway'],
        updates: ['orders', 'gateway'],
      },
    },
  } satisfies Record<string, Pick<EventWorkerProps, 'eventNames' | 'without' | 'where' | 'rows'>>).map(
    ([worker, follows]) => new EventWorker(scope, capitalized(worker), { ...shared, worker, ...follows }),
  );

  return [pay.consumer, ...workers.map((worker) => worker.function)];
};

type Shared = Omit<BufferedMutationProps, 'field' | 'rows'>;

/** The mutations of a booking's payment, which one worker settles. */
const createPayBooking = (scope: Construct, shared: Shared): BufferedMutation => {
  const pay = new BufferedMutation(scope, 'PayBooking', {
    ...shared,
    field: 'payBooking',
    rows: {
      gets: ['bookings', 'apartments', 'gateway'],
      puts: ['bookingEvents', 'gateway'],
      updates: ['bookings', 'gateway'],
    },
  });
  for (const field of ['authorizePayment', 'confirmPayment', 'voidPayment'])
    new BufferedField(scope, capitalized(field), { ...shared, field, queue: pay.queue });
  return pay;
};

const environmentOf = (settings: Settings): Record<string, string> => ({
  PAYMENT_GATEWAY: settings.paymentGateway,
  PAYMENT_CURRENCY: settings.paymentCurrency,
  PAYMENT_FAILURE_PERCENT: String(settings.paymentFailurePercent),
  PAYMENT_TIMEOUT_PERCENT: String(settings.paymentTimeoutPercent),
  PAYMENT_SEED: settings.paymentSeed,
  ...(settings.stripeApiUrl && { STRIPE_API_URL: settings.stripeApiUrl }),
  ...(settings.stripeTestPaymentMethod && {
    STRIPE_TEST_PAYMENT_METHOD: settings.stripeTestPaymentMethod,
  }),
});

/**
 * Where Stripe charges: the secret for its key, which these functions alone may read. It begins with a generated value
 * that Stripe refuses, until somebody puts the key there.
 */
const stripeKey = (
  scope: Construct,
  settings: Settings,
  readers: readonly Function[],
): Record<string, string> => {
  if (settings.paymentGateway !== 'stripe') return {};
  const secret = new Secret(scope, 'StripeKey', {
    description: `Stripe's secret key for stage ${settings.stage}`,
    removalPolicy: removalPolicyOf(settings),
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Stripe rolls its keys on request of a person, in its dashboard; functions follow within minutes.',
  });
  for (const reader of readers)
    Grant.addToPrincipal({
      grantee: reader,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [secret.secretArn],
    });
  new CfnOutput(scope, 'StripeSecretArn', { value: secret.secretArn });
  return { STRIPE_SECRET_ARN: secret.secretArn };
};
