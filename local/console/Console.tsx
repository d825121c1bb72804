import { GraphiQL } from 'graphiql';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import type { CloudDescription } from '../CloudDescription.ts';
import type { ConsoleExample } from '../ConsoleExample.ts';
import { createFetcher } from './operations/createFetcher.ts';
import { type Credentials, signIn } from './users/signIn.ts';

const WELCOME = `# Choose who you are at the top left, then run an operation with Ctrl-Enter.
# Subscriptions stay open: run one in one tab and a mutation in another.

query Schema {
  __schema {
    queryType { fields { name description } }
    mutationType { fields { name } }
    subscriptionType { fields { name } }
  }
}
`;

interface ConsoleProperties {
  readonly description: CloudDescription;
  /** Operations, each of which gets a tab of its own. */
  readonly examples: readonly ConsoleExample[];
}

/** GraphiQL, as whichever user is chosen. */
export function Console({ description, examples }: ConsoleProperties) {
  const [credentials, setCredentials] = useState<Credentials>();
  const fetcher = useMemo(() => createFetcher(description, credentials), [description, credentials]);
  return (
    <>
      <header>
        {description.users.length > 0 || description.apiKey ? (
          <UserPicker description={description} onSignedIn={setCredentials} />
        ) : (
          <SignInForm description={description} onSignedIn={setCredentials} />
        )}
        <span>{description.graphqlUrl}</span>
        <a href="/outputs.json">outputs.json</a>
      </header>
      {credentials && (
        <GraphiQL
          key={credentials.label}
          fetcher={fetcher}
          defaultQuery={WELCOME}
          defaultTabs={[{ query: WELCOME }, ...examples]}
        />
      )}
    </>
  );
}

interface Properties {
  readonly description: CloudDescription;
  readonly onSignedIn: (credentials: Credentials) => void;
}

const API_KEY = 'API key';

/** A choice of everyone who may sign in; the first one is signed in at once. */
function UserPicker({ description, onSignedIn }: Properties) {
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

/** For who is told no passwords: whoever is not on the machine of the cloud. */
function SignInForm({ description, onSignedIn }: Properties) {
  const [failure, setFailure] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const user = { username: textOf(entered, 'username'), password: textOf(entered, 'password'), groups: [] };
    signIn(description, user).then(onSignedIn, (error: Error) => setFailure(error.message));
  };
  return (
    <form onSubmit={submit}>
      <input name="username" placeholder="User name" autoComplete="username" required />{' '}
      <input
        name="password"
        type="password"
        placeholder="Password"
        autoComplete="current-password"
        required
      />{' '}
      <button>Sign in</button>
      {failure && <strong role="alert">{failure}</strong>}
    </form>
  );
}

function textOf(entered: FormData, name: string): string {
  const value = entered.get(name);
  return typeof value === 'string' ? value : '';
}
