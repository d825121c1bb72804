import { preferencesOf, type StoredPreferences } from '../../../model/notifications/preferences.ts';

/** A person's preferences as the API answers them. */
export const preferencesResult = (userId: string, row: StoredPreferences | null | undefined) => ({
  userId,
  ...preferencesOf(row),
});
