import { createHash } from 'node:crypto';
import type { User } from '../../../model/accounts/User.ts';
import type { Contact } from '../../../model/notifications/Contact.ts';
import { emailCaps, textCaps } from '../../../model/notifications/deliveries.ts';
import { channels, type Channel } from '../../../model/notifications/kinds.ts';
import type { Notification } from '../../../model/notifications/Notification.ts';
import { preferencesOf } from '../../../model/notifications/preferences.ts';
import { quietUntil } from '../../../model/notifications/quietHours.ts';
import { unsubscribeLinkPath } from '../../../model/notifications/unsubscribing.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError, RetryableError } from '../../platform/errors.ts';
import { now as nowInstant, type Instant } from '../../platform/now.ts';
import { retryWhenOutdated } from '../../platform/transact.ts';
import { claimDelivery, dropPostponed, postponeDelivery, type Checks } from './claimDelivery.ts';
import { emailOf } from './email.ts';
import { entities } from './entities.ts';
import { sendClaimed } from './sendClaimed.ts';
import { hasOptedOut, sendEmail, sendText } from './senders.ts';
import { textOf } from './text.ts';
import { newUnsubscribeKey, unsubscribeTokenOf } from './unsubscribeTokens.ts';

interface Addressee {
  readonly entry: Notification;
  readonly user: User;
  readonly contact: Contact | undefined;
}

interface EntryToSend {
  readonly userId: string;
  readonly notificationId: string;
  /** Whether it waited for the end of quiet hours. */
  readonly due?: boolean;
}

/** After these a message waits no more, or for longer. */
const SETTLED = ['sent', 'unknown', 'done before', 'postponed'];

/** Sends an entry of an inbox over each channel that its person wants, and returns what became of each. */
export const sendEntry = async (
  { userId, notificationId, due = false }: EntryToSend,
  now: Instant,
): Promise<string> => {
  const { data: entry } = await entities.Notification.get({ userId, id: notificationId }).go({
    consistent: true,
  });
  if (!entry) throw new PermanentError('NotFound', `${userId} was told of no ${notificationId}`);
  // One that fails does not keep the other.
  const outcomes = await Promise.allSettled(
    channels.map(async (channel) => {
      const outcome = await retryWhenOutdated(() => sendOver(channel, entry, now));
      if (due && !SETTLED.includes(outcome)) await dropPostponed({ userId, channel, subjectId: entry.id });
      return outcome;
    }),
  );
  const failures = outcomes.flatMap((outcome): unknown[] =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  );
  // What may succeed is tried again before a letter is written: of the other it is known what became of it.
  if (failures.length > 0) throw failures.find((error) => error instanceof RetryableError) ?? failures[0];
  return outcomes
    .map((outcome, index) => `${channels[index]}: ${outcome.status === 'fulfilled' ? outcome.value : ''}`)
    .join(', ');
};

/** Reads how the person is to be reached at this moment, and sends there if that still holds when the message is claimed. */
const sendOver = async (channel: Channel, entry: Notification, now: Instant) => {
  const { userId } = entry;
  const [{ data: user }, { data: contact }] = await Promise.all([
    entities.User.get({ id: userId }).go({ consistent: true }),
    entities.Contact.get({ userId }).go({ consistent: true }),
  ]);
  const { channels: wanted, quietHours } = preferencesOf(contact);
  if (!user?.enabled || !wanted.includes(channel)) return 'unwanted';
  const addressee = { entry, user, contact: contact ?? undefined };
  const key = { userId, channel, subjectId: entry.id };
  const quiet = quietHours && quietUntil(quietHours, now.iso);
  const isReachable = channel === 'EMAIL' ? isMailed(user) : isTexted(contact);
  if (!isReachable) return 'unverified';
  if (quiet) return postponeDelivery(key, quiet, now);
  return channel === 'EMAIL' ? mail(addressee) : text(addressee);
};

const isMailed = ({ verified }: User) => verified && environment.MAIL_FROM !== '';

const isTexted = (contact: Contact | null): contact is Contact & { readonly phone: string } =>
  contact?.phone !== undefined && contact.phoneVerified === true && isTextable(contact.phone);

/** Whether the stage texts numbers that begin so. */
export const isTextable = (phone: string) =>
  environment.TEXT_PREFIXES.split(' ').some((prefix) => prefix !== '' && phone.startsWith(prefix));

/** A number as it is counted: the table has it in its person's row alone. */
export const hashOfNumber = (phone: string) => createHash('sha256').update(phone).digest('hex').slice(0, 32);

const mail = async ({ entry, user, contact }: Addressee) => {
  const { userId, id } = entry;
  const unsubscribeKey = contact?.unsubscribeKey ?? newUnsubscribeKey();
  const now = nowInstant();
  const key = { userId, channel: 'EMAIL' as const, subjectId: id };
  const checks: Checks = (writes) => [
    {
      write: writes.User.check({ id: userId })
        .where(({ enabled, verified, email }, { eq }) =>
          [eq(enabled, true), eq(verified, true), eq(email, user.email)].join(' AND '),
        )
        .commit(),
      onConditionFailed: () => 'changed',
    },
    keepKey(writes, contact, unsubscribeKey, userId, now),
  ];
  const claim = await claimDelivery(key, { caps: emailCaps(userId), checks }, now);
  if (claim === 'changed') return 'outdated' as const;
  if (claim !== 'send') return claim;
  const { language } = preferencesOf(contact);
  const path = unsubscribeLinkPath(userId, unsubscribeTokenOf(unsubscribeKey, user.email), language);
  const unsubscribeUrl = environment.UNSUBSCRIBE_URL + path.slice(1);
  const email = emailOf(entry, { firstName: user.firstName, language, unsubscribeUrl });
  return sendClaimed(key, () => sendEmail(user.email, email));
};

// ElectroDB takes what a list contains for a whole list.
const EMAIL = 'EMAIL' as never;
// Likewise.
const TEXT = 'TEXT' as never;

/** Checks that the person still wants e-mails, and keeps the key of links that end them, where there is none yet. */
const keepKey = (
  { Contact }: Parameters<Checks>[0],
  contact: Contact | undefined,
  key: string,
  userId: string,
  now: Instant,
) => ({
  write: contact?.unsubscribeKey
    ? Contact.check({ userId })
        .where(
          ({ channels, unsubscribeKey }, { eq, notExists, contains }) =>
            `${eq(unsubscribeKey, key)} AND (${notExists(channels)} OR ${contains(channels, EMAIL)})`,
        )
        .commit()
    : Contact.update({ userId })
        .set({ unsubscribeKey: key, updatedOn: now.iso })
        .where(
          ({ channels, unsubscribeKey }, { notExists, contains }) =>
            `${notExists(unsubscribeKey)} AND (${notExists(channels)} OR ${contains(channels, EMAIL)})`,
        )
        .commit(),
  onConditionFailed: () => 'changed' as const,
});

const text = async ({ entry, contact }: Addressee) => {
  if (!isTexted(contact ?? null) || !contact?.phone) return 'unverified';
  const { userId, id } = entry;
  const { phone } = contact;
  if (await hasOptedOut(phone)) return 'opted out';
  const key = { userId, channel: 'TEXT' as const, subjectId: id };
  const caps = textCaps(userId, 'TEXT', hashOfNumber(phone), environment.TEXTS_PER_DAY);
  const checks: Checks = (writes) => [
    {
      write: writes.User.check({ id: userId })
        .where(({ enabled }, { eq }) => eq(enabled, true))
        .commit(),
      onConditionFailed: () => 'changed',
    },
    {
      write: writes.Contact.check({ userId })
        .where((row, { eq, contains }) =>
          [eq(row.phone, phone), eq(row.phoneVerified, true), contains(row.channels, TEXT)].join(' AND '),
        )
        .commit(),
      onConditionFailed: () => 'changed',
    },
  ];
  const claim = await claimDelivery(key, { caps, checks }, nowInstant());
  if (claim === 'changed') return 'outdated' as const;
  return claim === 'send' ? sendClaimed(key, () => sendText(phone, textOf(entry))) : claim;
};
