import { invalidParameter } from '../auth/refusals.ts';
import type { User } from '../store/UserPool.ts';

const FILTER = /^\s*"?(?<name>[\w:]+)"?\s*(?<operator>\^?=)\s*"(?<value>(?:[^"\\]|\\.)*)"\s*$/;

/** `attribute = "value"` or `attribute ^= "beginning"`: https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html */
export function filterUsers(users: readonly User[], filter: string | undefined): readonly User[] {
  if (!filter) return users;
  const parsed = FILTER.exec(filter)?.groups;
  if (!parsed) throw invalidParameter('Error while parsing filter expression');

  const wanted = parsed['value']!.replace(/\\(.)/g, '$1');
  return users.filter((user) => {
    const value = valueOf(user, parsed['name']!);
    return value !== undefined && (parsed['operator'] === '=' ? value === wanted : value.startsWith(wanted));
  });
}

function valueOf(user: User, name: string): string | undefined {
  if (name === 'username') return user.username;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return user.attributes[name];
}
