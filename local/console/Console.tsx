import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import type { CloudDescription } from '../CloudDescription.ts';
import { createFetcher } from './createFetcher.ts';
import type { Credentials } from './Credentials.ts';
import { UserPicker } from './UserPicker.tsx';

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

/** GraphiQL, as whichever user is chosen. */
export function Console({ description }: { readonly description: CloudDescription }) {
  const [credentials, setCredentials] = useState<Credentials>();
  const fetcher = useMemo(() => createFetcher(description, credentials), [description, credentials]);
  return (
    <>
      <header>
        <UserPicker description={description} onSignedIn={setCredentials} />
        <span>{description.graphqlUrl}</span>
        <a href="/outputs.json">outputs.json</a>
      </header>
      {credentials && <GraphiQL key={credentials.label} fetcher={fetcher} defaultQuery={WELCOME} />}
    </>
  );
}
