import { useStore } from 'zustand';
import type { CloudDescription } from '../../CloudDescription.ts';
import type { Users } from './createUsers.ts';
import type { SignInForm } from './SignInRequest.ts';
import { API_KEY, IAM, labelOf, userId, type UserId, usernameOf } from './User.ts';

interface Properties {
  readonly description: CloudDescription;
  readonly users: Users;
  /** Who the tab is. */
  readonly user: UserId | undefined;
  readonly onChoose: (user: UserId) => void;
  readonly onForm: (form: SignInForm) => void;
}

/** Values of the select that are no users. */
const FORMS = { 'form:password': 'password', 'form:apiKey': 'apiKey', 'form:iam': 'iam' } as const;

/** Who a tab acts as: everyone who can be signed in without being asked, and forms for everybody else. */
export function UserPicker({ description, users, user, onChoose, onForm }: Properties) {
  const { entered } = useStore(users.store);
  const seeded = description.users.map(({ username }) => userId(username));
  const others = entered.filter((id) => usernameOf(id) !== undefined && !seeded.includes(id));
  // Somebody who was kept over a reload, and whose session was not, is shown all the same.
  const missing =
    user !== undefined && usernameOf(user) && ![...seeded, ...others].includes(user) ? [user] : [];
  return (
    <label className="console-user">
      As{' '}
      <select
        aria-label="User of this tab"
        value={user ?? ''}
        onChange={({ target: { value } }) => {
          if (value in FORMS) onForm(FORMS[value as keyof typeof FORMS]); // `in` says so.
          else onChoose(value);
        }}
      >
        {user === undefined && <option value="">nobody</option>}
        {seeded.length > 0 && (
          <optgroup label="Seeded users">
            {description.users.map(({ username, groups }) => (
              <option key={username} value={userId(username)}>
                {groups.length > 0 ? `${username} (${groups.join(', ')})` : username}
              </option>
            ))}
          </optgroup>
        )}
        {others.length + missing.length > 0 && (
          <optgroup label="Signed in here">
            {[...others, ...missing].map((id) => (
              <option key={id} value={id}>
                {labelOf(id)}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Without a user">
          <option value={API_KEY}>API key</option>
          <option value={IAM}>IAM</option>
        </optgroup>
        <optgroup label="Other">
          <option value="form:password">Sign in as somebody else…</option>
          <option value="form:apiKey">Enter an API key…</option>
          <option value="form:iam">Enter an access key of IAM…</option>
        </optgroup>
      </select>
    </label>
  );
}
