import './tabs.css';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../sessions/createSession.ts';
import type { RunningSubscription } from '../sessions/Session.ts';
import type { Sessions } from '../sessions/createSessions.ts';
import { labelOf } from '../users/User.ts';
import type { Tabs } from './createTabs.ts';
import { MAX_TAB_NAME, MAX_TABS, type Tab } from './Tab.ts';

interface Properties {
  readonly tabs: Tabs;
  readonly sessions: Sessions;
}

/** All tabs with their users, and what happens in those that nobody looks at. */
export function TabBar({ tabs, sessions }: Properties) {
  const { tabs: open, activeId } = useStore(tabs.store);
  const selectBeside = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || event.target instanceof HTMLInputElement) return;
    const index = open.findIndex(({ id }) => id === activeId);
    const next = open[(index + step + open.length) % open.length];
    if (!next) return;
    tabs.select(next.id);
    document.getElementById(elementId(next))?.focus();
  };
  return (
    <nav className="console-tabs">
      {/* A tab list has tabs alone, and each of ours stands beside its close button. */}
      <div role="tablist" aria-label="Tabs" aria-owns={open.map(elementId).join(' ')} />
      <div className="console-tab-list" onKeyDown={selectBeside}>
        {open.map((tab) => (
          <TabItem
            key={tab.id}
            tab={tab}
            tabs={tabs}
            session={sessions.of(tab.id)}
            isActive={tab.id === activeId}
          />
        ))}
      </div>
      <button
        type="button"
        className="console-tab-add"
        aria-label="New tab"
        title={open.length < MAX_TABS ? 'New tab' : `There are ${MAX_TABS} tabs, which is all there can be.`}
        disabled={open.length >= MAX_TABS}
        onClick={tabs.add}
      >
        +
      </button>
    </nav>
  );
}

const elementId = ({ id }: Tab) => `tab-${id}`;

interface TabProperties {
  readonly tab: Tab;
  readonly tabs: Tabs;
  readonly session: Session;
  readonly isActive: boolean;
}

function TabItem({ tab, tabs, session, isActive }: TabProperties) {
  const [isNaming, setNaming] = useState(false);
  const item = useRef<HTMLDivElement>(null);
  // On a narrow page most tabs are beyond its edge.
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  const { subscription, unseen } = useStore(session.store);
  if (isNaming)
    return (
      <NameInput
        name={tab.name}
        onDone={(name) => {
          if (name !== undefined) tabs.rename(tab.id, name);
          setNaming(false);
        }}
      />
    );
  return (
    <div
      ref={item}
      className={isActive ? 'console-tab active' : 'console-tab'}
      role="presentation"
      draggable
      onDragStart={({ dataTransfer }) => dataTransfer.setData('text/tab', tab.id)}
      onDragOver={(event) => event.dataTransfer.types.includes('text/tab') && event.preventDefault()}
      onDrop={({ dataTransfer }) => tabs.move(dataTransfer.getData('text/tab'), tab.id)}
    >
      <button
        type="button"
        role="tab"
        id={elementId(tab)}
        aria-selected={isActive}
        aria-controls="console-tab-panel"
        tabIndex={isActive ? 0 : -1}
        title={`${tab.name}, as ${tab.user === undefined ? 'nobody' : labelOf(tab.user)}. Double-click or F2 names it.`}
        onClick={() => tabs.select(tab.id)}
        onDoubleClick={() => setNaming(true)}
        onKeyDown={({ key }) => key === 'F2' && setNaming(true)}
      >
        <span className="console-tab-title">{tab.name}</span>
        <small>{tab.user === undefined ? 'nobody' : labelOf(tab.user)}</small>
      </button>
      {subscription && <LiveMark subscription={subscription} />}
      {unseen > 0 && <span className="console-unseen" aria-label={`${unseen} unseen`}>{`${unseen}`}</span>}
      <button
        type="button"
        className="console-tab-close"
        aria-label={`Close ${tab.name}`}
        onClick={() => tabs.close(tab.id)}
      >
        ×
      </button>
    </div>
  );
}

interface NameProperties {
  readonly name: string;
  /** Called without a name where it stays. */
  readonly onDone: (name?: string) => void;
}

const NameInput = ({ name, onDone }: NameProperties) => (
  <input
    className="console-tab-name"
    aria-label="Name of the tab"
    defaultValue={name}
    maxLength={MAX_TAB_NAME}
    autoFocus
    onFocus={({ currentTarget }) => currentTarget.select()}
    onBlur={({ currentTarget }) => onDone(currentTarget.value)}
    onKeyDown={({ key, currentTarget }) => {
      if (key === 'Enter') onDone(currentTarget.value);
      if (key === 'Escape') onDone();
    }}
  />
);

/** Whether a tab's subscription runs, for who looks elsewhere. */
function LiveMark({ subscription: { state, received } }: { readonly subscription: RunningSubscription }) {
  const label =
    state === 'running' ? `Subscription runs, ${received} received` : 'Subscription waits for the server';
  return <span className={`console-live ${state}`} role="img" aria-label={label} title={label} />;
}
