import { channels as allChannels, type Channel, type Language } from './kinds.ts';

/** What a person's row says of how they want to be told, as far as it is there. */
export interface StoredPreferences {
  readonly channels?: string[] | undefined;
  readonly language?: Language | undefined;
  readonly quietFrom?: string | undefined;
  readonly quietTo?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly phone?: string | undefined;
  readonly phoneVerified?: boolean | undefined;
}

/**
 * How a person is told who has said nothing of it: what happens to their own bookings and orders is written to a verified
 * address, until they want no more of that.
 */
export const preferencesOf = (stored: StoredPreferences | null | undefined) => {
  const { channels, language, quietFrom, quietTo, timeZone, phone, phoneVerified } = stored ?? {};
  return {
    channels: channels ? allChannels.filter((channel) => channels.indexOf(channel) >= 0) : usualChannels(),
    language: language ?? usualLanguage,
    quietHours: quietFrom && quietTo && timeZone ? { from: quietFrom, to: quietTo, timeZone } : null,
    phone: phone ?? null,
    phoneVerified: phoneVerified ?? false,
  };
};

/** Not `as const`, which APPSYNC_JS does not know. */
const usualChannels = (): Channel[] => ['EMAIL'];
const usualLanguage: Language = 'EN';
