import type { Construct } from 'constructs';
import { NOTIFICATION_CREATED_EVENT } from '../../model/notifications/events.ts';
import { bookingNotices, orderNotices } from '../../model/notifications/kinds.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** People are told what becomes of what they booked and ordered: in an inbox, and outside of it as they wish. */
export const notifications = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['contacts', 'inboxes'],
    queries: ['inboxesByTime'],
    updates: ['contacts', 'inboxes'],
  });
  const shared = { platform, domain: 'notifications' };

  for (const field of ['notifications', 'notificationPreferences'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  for (const field of ['setNotificationPreferences', 'markNotificationsRead'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field });
  new EventWorker(scope, 'CreateNotifications', {
    ...shared,
    worker: 'createNotifications',
    eventNames: [...Object.keys(orderNotices), ...Object.keys(bookingNotices)],
    environment: { PAYMENT_CURRENCY: platform.settings.paymentCurrency },
    rows: {
      gets: ['orders', 'bookings', 'apartments', 'products', 'users', 'contacts'],
      queries: ['bookings'],
      puts: ['inboxes'],
    },
  });
  announcements(scope, platform);
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
