import { createHash } from 'node:crypto';
import {
  NOTIFICATION_CREATED_EVENT,
  type NotificationEventData,
} from '../../../model/notifications/events.ts';
import type { Facts } from '../../../model/notifications/facts.ts';
import type { NotificationKind } from '../../../model/notifications/kinds.ts';
import { preferencesOf } from '../../../model/notifications/preferences.ts';
import { renderNotification } from '../../../model/notifications/templates.ts';
import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import type { Instant } from '../../platform/now.ts';
import { conditionMet } from '../../platform/transact.ts';
import { rowTraceField } from '../../platform/tracer.ts';
import { entities } from './entities.ts';

/** Something that one person is told of. */
export interface Notice<Kind extends NotificationKind = NotificationKind> {
  readonly userId: string;
  readonly kind: Kind;
  /** What made it so, such as `ORDER_READY_EVENT` and an order's id: the same is told once. */
  readonly cause: readonly string[];
  readonly subject: { readonly bookingId?: string; readonly orderId?: string; readonly sku?: string };
  readonly facts: Facts[Kind];
}

/**
 * How long an entry is kept. Longer than `MAX_AGE_DAYS`, after which nothing is told any more: so what is told finds that it
 * was told before.
 */
const KEPT_DAYS = 90;

/** An entry's id, the same whenever its cause is worked on. */
export const notificationIdOf = ({ kind, cause }: Pick<Notice, 'kind' | 'cause'>) =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...cause]))
    .digest('hex')
    .slice(0, 32);

/**
 * The entry of a notice, in its person's language; nothing where the person has no account any more. Who is disabled is
 * told nothing outside of the inbox.
 */
export const entryOf = async <Kind extends NotificationKind>(notice: Notice<Kind>, now: Instant) => {
  const { userId, kind, subject, facts } = notice;
  // Either may be a moment old: what it decides is decided again before anything is sent.
  const [{ data: user }, { data: contact }] = await Promise.all([
    entities.User.get({ id: userId }).go(),
    entities.Contact.get({ userId }).go(),
  ]);
  if (!user) return undefined;
  const { channels, language, phoneVerified } = preferencesOf(contact);
  const isReachable = channels.some((channel) => (channel === 'EMAIL' ? user.verified : phoneVerified));
  const id = notificationIdOf(notice);
  const eventData: NotificationEventData = {
    ...{ notificationId: id, userId, kind, updatedOn: now.iso },
    outside: user.enabled && isReachable ? 'WANTED' : 'UNWANTED',
  };
  return {
    ...{ userId, id, kind, ...subject, createdOn: now.iso },
    ...renderNotification(kind, facts, language),
    ...{ eventName: NOTIFICATION_CREATED_EVENT, applied: true, eventData },
    ttl: now.seconds + KEPT_DAYS * SECONDS_OF_DAY,
    ...rowTraceField(),
  };
};

/** Writes a notice into its person's inbox, once. Returns what became of it. */
export const writeNotice = async <Kind extends NotificationKind>(notice: Notice<Kind>, now: Instant) => {
  const entry = await entryOf(notice, now);
  if (!entry) return 'nobody';
  const isNew = await conditionMet(entities.Notification.create(entry).go());
  return isNew ? 'told' : 'told before';
};
