import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { GraphiQLProvider, Tooltip } from '@graphiql/react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Desk } from './createDesk.ts';
import { PageHeader } from './PageHeader.tsx';
import { TabBar } from './tabs/TabBar.tsx';
import { TabPanel } from './tabs/TabPanel.tsx';
import { SignInDialog } from './users/SignInDialog.tsx';

interface Properties {
  readonly desk: Desk;
}

/** The page: GraphiQL's editors and documentation around tabs of our own. */
export function Console({ desk }: Properties) {
  const { cloud, users, tabs, sessions } = desk;
  const { description, schema } = useStore(cloud.store);
  const tab = useStore(tabs.store, () => tabs.active());
  const signIn = useStore(desk.signIn, ({ request }) => request);
  const [storage] = useState(() => createEditorStorage(desk.storages.lasting));
  return (
    <GraphiQLProvider
      fetcher={neverFetch}
      schema={schema ?? null}
      dangerouslyAssumeSchemaIsValid
      plugins={PLUGINS}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      storage={storage}
    >
      <Tooltip.Provider>
        <DocExplorerStore>
          <PageHeader cloud={cloud} />
          <main className="graphiql-container">
            <TabBar tabs={tabs} sessions={sessions} />
            <TabPanel desk={desk} tab={tab} />
          </main>
        </DocExplorerStore>
      </Tooltip.Provider>
      {signIn && (
        <SignInDialog
          key={`${signIn.form} ${signIn.username}`}
          {...signIn}
          description={description}
          users={users}
          onDone={(user) => {
            tabs.setUser(signIn.tabId, user);
            cloud.lookAgain();
            desk.askToSignIn(undefined);
          }}
          onClose={() => desk.askToSignIn(undefined)}
        />
      )}
    </GraphiQLProvider>
  );
}

const PLUGINS = [DOC_EXPLORER_PLUGIN];

/** Sessions send all operations, and the schema is the cloud's own. */
const neverFetch = () => {
  throw new Error('The editors of the console send nothing by themselves.');
};

/** What GraphiQL keeps over a reload: how it looks. Tabs and their texts are kept by the console itself. */
const KEPT = /:(theme|visiblePlugin|\w+Flex)$/;

/** GraphiQL's storage without its tabs. */
const createEditorStorage = (storage: Storage) => ({
  getItem: (key: string) => (KEPT.test(key) ? storage.getItem(key) : null),
  setItem(key: string, value: string) {
    if (KEPT.test(key)) storage.setItem(key, value);
  },
  removeItem: (key: string) => storage.removeItem(key),
  clear: () => undefined,
  length: 0,
});
