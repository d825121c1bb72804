import { userSchema } from '../../../model/accounts/User.ts';
import { contactSchema } from '../../../model/notifications/Contact.ts';
import { preferencesOf } from '../../../model/notifications/preferences.ts';
import { bindAskedEntity } from '../../platform/bindAskedEntity.ts';
import type { Instant } from '../../platform/now.ts';
import { conditionMet, retryWhenOutdated } from '../../platform/transact.ts';
import { isUnsubscribeToken } from './unsubscribeTokens.ts';

const Contact = bindAskedEntity(contactSchema);
const User = bindAskedEntity(userSchema);

interface Link {
  readonly userId: string;
  readonly token: string;
}

/**
 * Takes e-mail out of a person's channels, for whoever has a link that was sent to the person's address. Whoever asks twice is
 * told that it is done. A link is good until the person wants e-mails again after it was used: the next e-mail has another.
 */
export const endEmails = (link: Link, now: Instant): Promise<'ended' | 'no such link'> =>
  retryWhenOutdated(() => endOnce(link, now));

const endOnce = async ({ userId, token }: Link, now: Instant) => {
  // Both are read whatever is in them, so that no answer comes sooner than another.
  const [{ data: contact }, { data: user }] = await Promise.all([
    Contact.get({ userId }).go({ consistent: true }),
    User.get({ id: userId }).go({ consistent: true }),
  ]);
  const { unsubscribeKey, usedUnsubscribeKey, channels: stored } = contact ?? {};
  const isOf = (key: string | undefined) => isUnsubscribeToken(token, key, user?.email ?? '');
  const [isGood, isUsed] = [isOf(unsubscribeKey), isOf(usedUnsubscribeKey)];
  const { channels } = preferencesOf(contact);
  if (!channels.includes('EMAIL')) return isGood || isUsed ? 'ended' : 'no such link';
  if (!isGood) return 'no such link';
  const isEnded = await conditionMet(
    Contact.patch({ userId })
      .set({
        channels: channels.filter((channel) => channel !== 'EMAIL'),
        usedUnsubscribeKey: unsubscribeKey,
        updatedOn: now.iso,
      })
      .remove(['unsubscribeKey'])
      .where((row, { eq, notExists }) =>
        [
          eq(row.unsubscribeKey, unsubscribeKey),
          stored ? eq(row.channels, stored) : notExists(row.channels),
        ].join(' AND '),
      )
      .go(),
  );
  return isEnded ? 'ended' : 'outdated';
};
