import { useDragResize, useGraphiQL } from '@graphiql/react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { AnswerPane } from '../answers/AnswerPane.tsx';
import type { Desk } from '../createDesk.ts';
import { Editors } from '../editors/Editors.tsx';
import { readOperations } from '../operations/readOperations.ts';
import { labelOf } from '../users/User.ts';
import { UserPicker } from '../users/UserPicker.tsx';
import type { Tab } from './Tab.ts';
import { Toolbar } from './Toolbar.tsx';
import { useRun } from './useRun.ts';

interface Properties {
  readonly desk: Desk;
  readonly tab: Tab;
}

/** What is seen of the tab that is looked at: who it is, what it runs, and what came back. */
export function TabPanel({ desk, tab }: Properties) {
  const { cloud, users, tabs, sessions } = desk;
  const { description } = useStore(cloud.store);
  const Plugin = useGraphiQL(({ visiblePlugin }) => visiblePlugin?.content);
  const session = sessions.of(tab.id);
  const [isChoosing, setChoosing] = useState(false);
  const operations = useMemo(() => {
    const content = readOperations(tab.query);
    return 'operations' in content ? content.operations : [];
  }, [tab.query]);
  const run = useRun(desk, () => setChoosing(true));
  const { firstRef, dragBarRef, secondRef } = useDragResize({
    direction: 'horizontal',
    storageKey: 'editorFlex',
  });
  useEffect(() => {
    document.title = `${tab.name} as ${tab.user === undefined ? 'nobody' : labelOf(tab.user)} – Console`;
  }, [tab.name, tab.user]);

  return (
    <div className="console-panel" role="tabpanel" id="console-tab-panel" aria-labelledby={`tab-${tab.id}`}>
      {Plugin && (
        <aside className="graphiql-plugin">
          <Plugin />
        </aside>
      )}
      <div className="console-session">
        <div className="console-bar">
          <UserPicker
            description={description}
            users={users}
            user={tab.user}
            onChoose={(user) => {
              tabs.setUser(tab.id, user);
              desk.signInAs(tab.id, user);
            }}
            onForm={(form) => desk.askToSignIn({ form, tabId: tab.id })}
          />
          <Toolbar
            session={session}
            operations={operations}
            isChoosing={isChoosing}
            onChoosing={setChoosing}
            onRun={run}
          />
        </div>
        <div className="console-work">
          <div className="console-editors" ref={firstRef}>
            <Editors tabs={tabs} tab={tab} />
          </div>
          <div className="graphiql-horizontal-drag-bar" ref={dragBarRef} />
          <div className="console-response" ref={secondRef}>
            <AnswerPane session={session} />
          </div>
        </div>
      </div>
    </div>
  );
}
