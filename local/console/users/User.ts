import type { CloudDescription } from '../../CloudDescription.ts';

/** Whom a tab can act as, by a text that is kept over a reload: `user:` and a name, or one of the two below. */
export type UserId = string;

export const API_KEY: UserId = 'apiKey';
export const IAM: UserId = 'iam';

export const userId = (username: string): UserId => `user:${username}`;

/** The name of a user of the user pool. */
export const usernameOf = (id: UserId): string | undefined =>
  id.startsWith('user:') ? id.slice('user:'.length) : undefined;

export const labelOf = (id: UserId): string =>
  id === API_KEY ? 'API key' : id === IAM ? 'IAM' : (usernameOf(id) ?? id);

/** Who a tab begins as where nobody was ever chosen: the first who can sign in without being asked. */
export function firstUser({ users, apiKey }: Pick<CloudDescription, 'users' | 'apiKey'>): UserId | undefined {
  const [first] = users;
  if (first) return userId(first.username);
  return apiKey === null ? undefined : API_KEY;
}
