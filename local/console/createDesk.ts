import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CloudDescription } from '../CloudDescription.ts';
import type { ConsoleExample } from '../ConsoleExample.ts';
import { type Cloud, createCloud } from './cloud/createCloud.ts';
import { readOperations } from './operations/readOperations.ts';
import { readRequest } from './operations/readRequest.ts';
import { createSessions, type Sessions } from './sessions/createSessions.ts';
import { explainFailure, type Sending } from './sessions/sendAs.ts';
import { browserStorages } from './tabs/browserStorages.ts';
import { createTabs, type Tabs } from './tabs/createTabs.ts';
import { firstTabs, keepTabs, readTabs, type TabStorages } from './tabs/keepTabs.ts';
import type { Tab } from './tabs/Tab.ts';
import { createUsers, type Users } from './users/createUsers.ts';
import { signInRequest, type SignInRequest } from './users/SignInRequest.ts';
import { firstUser, type UserId } from './users/User.ts';

/** Everything that the page shows and that outlives what it shows. */
export interface Desk {
  readonly cloud: Cloud;
  readonly users: Users;
  readonly tabs: Tabs;
  readonly sessions: Sessions;
  /** What is kept over a reload. */
  readonly storages: TabStorages;
  /** The form that somebody has to fill in. */
  readonly signIn: StoreApi<{ readonly request: SignInRequest | undefined }>;
  askToSignIn(request: SignInRequest | undefined): void;
  /** Signs the new user of a tab in at once, so that whoever cannot be learns of it before they run anything. */
  signInAs(tabId: string, user: UserId): void;
}

const WELCOME = `# Each tab has a user of its own, chosen above, and may have a
# subscription that runs on while you are in another tab.
# Ctrl-Enter runs the operation under the cursor.

query Schema {
  __schema {
    queryType { fields { name description } }
    mutationType { fields { name } }
    subscriptionType { fields { name } }
  }
}
`;

/** Opens the tabs that were kept, or the examples, and starts the subscriptions that ran in them. */
export function createDesk(description: CloudDescription, examples: readonly ConsoleExample[]): Desk {
  const storages = browserStorages();
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
  const users = createUsers(() => cloud.describe(), storages.session, isLocal);
  const tabs = createTabs(readTabs(storages) ?? firstTabs(WELCOME, examples, firstUser(description)));
  const cloud = createCloud({
    description,
    schemaHeaders: () => headersOf(users, tabs.active().user, isLocal),
    isVisible: () => document.visibilityState === 'visible',
  });
  const signIn = createStore<{ request: SignInRequest | undefined }>(() => ({ request: undefined }));
  const askToSignIn = (request: SignInRequest | undefined) => signIn.setState({ request });
  const sending: Sending = {
    cloud,
    users,
    askToSignIn(user) {
      const { id, user: present } = tabs.active();
      // A tab that nobody looks at says it in its list.
      if (user === undefined || user === present) askToSignIn(signInRequest(id, user));
    },
  };
  const sessions = createSessions(tabs, sending);
  const save = keepTabs(tabs, storages, () =>
    sessions
      .of(tabs.active().id)
      .say('failure', 'The tabs cannot be kept over a reload: the storage of this browser is full or off.'),
  );
  addEventListener('pagehide', save);
  for (const tab of tabs.store.getState().tabs) resume(tab, sessions);
  if (tabs.active().user === undefined) askToSignIn(signInRequest(tabs.active().id, undefined));
  const signInAs = (tabId: string, user: UserId) =>
    users.credentialsOf(user).then(
      () => undefined,
      (error: unknown) => sessions.of(tabId).say('failure', explainFailure(error, sending)),
    );
  return {
    cloud,
    users,
    tabs,
    sessions,
    storages,
    signIn,
    askToSignIn,
    signInAs: (tabId, user) => void signInAs(tabId, user),
  };
}

/** The schema is told to this machine without a question, and to others as to whoever they signed in as. */
async function headersOf(users: Users, user: UserId | undefined, isLocal: boolean) {
  if (isLocal || user === undefined) return {};
  try {
    return await (await users.credentialsOf(user)).authorize(location.origin, '');
  } catch {
    // Whoever runs an operation is told why they cannot; until then there is no schema to show.
    return {};
  }
}

/** Starts the subscription that ran in a tab before a reload. */
function resume(tab: Tab, sessions: Sessions): void {
  const { running } = tab;
  if (running === undefined) return;
  const content = readOperations(tab.query);
  const operation =
    'operations' in content
      ? content.operations.find(({ name, kind }) => kind === 'subscription' && (name ?? null) === running)
      : undefined;
  const request = operation && readRequest(tab, operation);
  const session = sessions.of(tab.id);
  if (request && !('complaint' in request)) session.run(request);
  else
    session.say('notice', 'The subscription that ran here was changed since, so it was not started again.');
}
