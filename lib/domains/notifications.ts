import { CfnOutput, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Function, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { NOTIFICATION_CREATED_EVENT, notificationEventNames } from '../../model/notifications/events.ts';
import { bookingNotices, orderNotices } from '../../model/notifications/kinds.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { ScheduledWorker } from '../constructs/ScheduledWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { WorkerFunction } from '../constructs/WorkerFunction.ts';
import { grantSend } from '../platform/grantQueue.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** People are told what becomes of what they booked and ordered: in an inbox, and outside of it as they wish. */
export const notifications = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['contacts', 'inboxes', 'skus'],
    queries: ['inboxesByTime', 'stockWatches'],
    checks: ['users'],
    puts: ['contacts', 'stockWatches'],
    updates: ['contacts', 'inboxes'],
    deletes: ['stockWatches'],
  });
  const shared = { platform, domain: 'notifications' };

  for (const field of ['notifications', 'notificationPreferences', 'stockWatches'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  for (const field of ['setNotificationPreferences', 'markNotificationsRead'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field });
  for (const [field, steps] of Object.entries({
    changePhone: ['read', 'write'],
    verifyPhone: ['count', 'verify'],
    notifyWhenInStock: ['read', 'write'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field, steps });
  workers(scope, platform);
  announcements(scope, platform);
};

/** What follows from events, and from time. */
const workers = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'notifications' };

  new EventWorker(scope, 'CreateNotifications', {
    ...shared,
    worker: 'createNotifications',
    eventNames: [...Object.keys(orderNotices), ...Object.keys(bookingNotices)],
    environment: { PAYMENT_CURRENCY: platform.settings.paymentCurrency },
    rows: {
      gets: ['orders', 'bookings', 'apartments', 'products', 'users', 'contacts'],
      queries: ['bookings', 'allUsers'],
      puts: ['inboxes'],
    },
  });
  new EventWorker(scope, 'ForgetPerson', {
    ...shared,
    worker: 'forgetPerson',
    eventNames: ['USER_DELETED_EVENT'],
    rows: { checks: ['users'], queries: ['stockWatches'], deletes: ['contacts', 'stockWatches'] },
  });
  const { queue } = createSender(scope, platform);
  const sweep = new ScheduledWorker(scope, 'SweepNotifications', {
    ...shared,
    worker: 'sweepNotifications',
    every: Duration.minutes(15),
    message: { sweep: 'notifications' },
    batchSize: 1,
    timeout: Duration.minutes(1),
    environment: { SEND_QUEUE_URL: queue.queueUrl },
    rows: {
      gets: ['users', 'contacts', 'skus', 'offers'],
      queries: ['postponedDeliveries', 'allStockWatches'],
      puts: ['inboxes'],
      deletes: ['stockWatches'],
    },
  });
  grantSend(sweep.function, queue);
};

/** The worker that writes to people outside of their inbox, if the stage does so at all. */
const createSender = (scope: Construct, platform: Platform): EventWorker => {
  const { mailFrom, textPrefixes, textsPerDay } = platform.settings;
  const sender = new EventWorker(scope, 'SendNotifications', {
    platform,
    domain: 'notifications',
    worker: 'sendNotifications',
    eventNames: notificationEventNames,
    where: { outside: ['WANTED'] },
    // Chosen. SES sends one a second in its sandbox, and as many as AWS grants outside of it; beyond that it answers 429, and the
    // message waits: https://docs.aws.amazon.com/ses/latest/dg/quotas.html
    maxConcurrency: 5,
    environment: { MAIL_FROM: mailFrom, TEXT_PREFIXES: textPrefixes, TEXTS_PER_DAY: String(textsPerDay) },
    rows: {
      gets: ['inboxes', 'users', 'contacts', 'deliveries'],
      checks: ['users', 'contacts'],
      puts: ['deliveries'],
      updates: ['deliveries', 'contacts'],
      deletes: ['deliveries'],
    },
  });
  if (mailFrom) {
    grantEmail(scope, sender.function, mailFrom);
    sender.function.addEnvironment('UNSUBSCRIBE_URL', serveUnsubscribe(scope, platform));
  }
  if (textPrefixes) grantTexts(sender.function);
  return sender;
};

/** The domain that e-mails come from, which its owner proves by DNS records, and the right to write from the one address. */
const grantEmail = (scope: Construct, sender: Function, mailFrom: string): void => {
  const identity = new EmailIdentity(scope, 'Sender', {
    identity: Identity.domain(mailFrom.split('@')[1] ?? ''),
  });
  sender.addToRolePolicy(
    new PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [identity.emailIdentityArn],
      conditions: { StringEquals: { 'ses:FromAddress': mailFrom } },
    }),
  );
  for (const [index, { name, value }] of identity.dkimRecords.entries())
    new CfnOutput(scope, `MailDomainRecord${index + 1}`, { value: `${name} CNAME ${value}` });
};

/**
 * Who ends e-mails from a mailbox is not signed in, so the address is open to all, and the link is what is secret. Returns the
 * address.
 */
const serveUnsubscribe = (scope: Construct, platform: Platform): string => {
  const { function: server } = new WorkerFunction(scope, 'ServeUnsubscribe', {
    platform,
    path: 'notifications/serveUnsubscribe',
    isAsked: true,
    rows: { gets: ['contacts', 'users'], updates: ['contacts'] },
    timeout: Duration.seconds(10),
    // Whoever guesses links guesses slowly, and takes nothing from the account's other functions.
    reservedConcurrency: 5,
  });
  return server.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
};

/**
 * A telephone has no ARN: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
const grantTexts = (sender: Function): void => {
  sender.addToRolePolicy(
    new PolicyStatement({ actions: ['sns:Publish', 'sns:CheckIfPhoneNumberIsOptedOut'], resources: ['*'] }),
  );
};

/** Publishes entries to whoever follows their inbox. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'notifications' };

  new TableField(scope, 'PublishNotificationField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishNotification',
  });
  new TableField(platform.subscriptions, 'OnNotification', {
    ...shared,
    typeName: 'Subscription',
    field: 'onNotification',
    source: 'none',
  });
  new PublishRule(scope, 'PublishNotification', {
    platform,
    eventNames: [NOTIFICATION_CREATED_EVENT],
    mutation: 'publishNotification',
    variables: {
      id: '$.detail.eventData.notificationId.S',
      userId: '$.detail.eventData.userId.S',
      traceId: '$.detail.traceId',
    },
    variableTypes: { id: 'ID!', userId: 'ID!', traceId: 'String' },
    selection: 'id userId kind title body bookingId orderId sku createdOn readOn',
  });
};
