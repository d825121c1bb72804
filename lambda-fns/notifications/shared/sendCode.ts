import { randomInt } from 'node:crypto';
import { textCaps } from '../../../model/notifications/deliveries.ts';
import { CODE_MINUTES } from '../../../model/notifications/events.ts';
import { preferencesOf } from '../../../model/notifications/preferences.ts';
import { phrases } from '../../../model/notifications/templates.ts';
import { environment } from '../../platform/environment.ts';
import type { Instant } from '../../platform/now.ts';
import { claimDelivery, type Checks } from './claimDelivery.ts';
import { entities } from './entities.ts';
import { sendClaimed } from './sendClaimed.ts';
import { hashOfNumber, isTextable } from './sendEntry.ts';
import { hasOptedOut, sendText } from './senders.ts';

/**
 * Sends the code of a number that is to be verified, if it is still the one that was asked for. The code is drawn with the claim,
 * and like every text it goes once: who does not get it asks for another.
 */
export const sendCode = async (
  { userId, codeId }: { readonly userId: string; readonly codeId: string },
  now: Instant,
): Promise<string> => {
  const { data: contact } = await entities.Contact.get({ userId }).go({ consistent: true });
  const { phone, codeExpiresOn = '' } = contact ?? {};
  if (contact?.codeId !== codeId || !phone || now.iso >= codeExpiresOn) return 'not asked for any more';
  if (!isTextable(phone)) return 'not texted';
  if (await hasOptedOut(phone)) return 'opted out';
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const key = { userId, channel: 'TEXT' as const, subjectId: codeId };
  const checks: Checks = (writes) => [
    {
      write: writes.Contact.patch({ userId })
        .set({ code })
        .where((row, { eq, notExists }) => `${eq(row.codeId, codeId)} AND ${notExists(row.code)}`)
        .commit(),
      onConditionFailed: () => 'changed',
    },
    {
      write: writes.User.check({ id: userId })
        .where(({ enabled }, { eq }) => eq(enabled, true))
        .commit(),
      onConditionFailed: () => 'changed',
    },
  ];
  const caps = textCaps(userId, 'CODE', hashOfNumber(phone), environment.TEXTS_PER_DAY);
  const claim = await claimDelivery(key, { caps, checks }, now);
  if (claim !== 'send') return claim;
  const { language } = preferencesOf(contact);
  return sendClaimed(key, () => sendText(phone, phrases[language].code(code, CODE_MINUTES)));
};

const DIGITS = 6;
