import { useEffect, useState } from 'react';
import type { CloudDescription } from '../CloudDescription.ts';
import type { Credentials } from './Credentials.ts';
import { signIn } from './signIn.ts';

interface Properties {
  readonly description: CloudDescription;
  readonly onSignedIn: (credentials: Credentials) => void;
}

const API_KEY = 'API key';

/** A choice of everyone who may sign in; the first one is signed in at once. */
export function UserPicker({ description, onSignedIn }: Properties) {
  const names = [
    ...description.users.map(({ username }) => username),
    ...(description.apiKey ? [API_KEY] : []),
  ];
  const [chosen, choose] = useState(names[0]);
  const [failure, setFailure] = useState('');

  useEffect(() => {
    setFailure('');
    const user = description.users.find(({ username }) => username === chosen);
    if (user) signIn(description, user).then(onSignedIn, (error: Error) => setFailure(error.message));
    else
      onSignedIn({ label: API_KEY, headers: description.apiKey ? { 'x-api-key': description.apiKey } : {} });
  }, [chosen]);

  return (
    <label>
      Signed in as{' '}
      <select value={chosen} onChange={(event) => choose(event.target.value)}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {failure && <strong role="alert">{failure}</strong>}
    </label>
  );
}
