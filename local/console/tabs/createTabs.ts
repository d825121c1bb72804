import { createStore, type StoreApi } from 'zustand/vanilla';
import type { UserId } from '../users/User.ts';
import { MAX_TAB_NAME, MAX_TABS, nameAfter, NEW_TAB_NAME, type Tab, type TabsState } from './Tab.ts';

/** The tabs in their order, and which one is looked at. */
export interface Tabs {
  readonly store: StoreApi<TabsState>;
  get(id: string): Tab | undefined;
  active(): Tab;
  /** Opens an empty tab as whoever the active one is. Does nothing where there are as many as may be. */
  add(): void;
  /** Closes a tab. After the last one there is an empty one. */
  close(id: string): void;
  select(id: string): void;
  /** Puts a tab in the place of another. */
  move(id: string, to: string): void;
  /** An empty name is the one that its operation gives it. */
  rename(id: string, name: string): void;
  edit(id: string, change: Partial<Pick<Tab, 'query' | 'variables' | 'headers'>>): void;
  setUser(id: string, user: UserId): void;
  setRunning(id: string, running: string | null | undefined): void;
}

/** What a tab begins with. */
export type TabContent = Partial<Pick<Tab, 'name' | 'user' | 'query'>>;

export function newTab({ name, user, query = '' }: TabContent): Tab {
  const id = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const isNamed = name !== undefined;
  return { id, name: name ?? nameAfter(query), isNamed, user, query, variables: '', headers: '' };
}

export function createTabs(initial: TabsState): Tabs {
  const store = createStore(() => initial);
  const { getState, setState } = store;
  const change = (id: string, changed: (tab: Tab) => Tab) =>
    setState(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === id ? changed(tab) : tab)) }));
  const get = (id: string) => getState().tabs.find((tab) => tab.id === id);
  const active = () => {
    const { tabs, activeId, lastUser } = getState();
    return tabs.find(({ id }) => id === activeId) ?? tabs[0] ?? newTab({ user: lastUser });
  };

  return {
    store,
    get,
    active,
    add() {
      const { tabs } = getState();
      if (tabs.length >= MAX_TABS) return;
      const tab = newTab({ user: active().user });
      setState({ tabs: [...tabs, tab], activeId: tab.id });
    },
    close(id) {
      const { tabs, activeId } = getState();
      const index = tabs.findIndex((tab) => tab.id === id);
      const rest = tabs.filter((tab) => tab.id !== id);
      const left = rest.length > 0 ? rest : [newTab({ user: active().user })];
      const next = left[Math.min(Math.max(index - 1, 0), left.length - 1)];
      setState({ tabs: left, activeId: id === activeId && next ? next.id : activeId });
    },
    select: (id) => setState({ activeId: id }),
    move(id, to) {
      const { tabs } = getState();
      const moved = get(id);
      const place = tabs.findIndex((tab) => tab.id === to);
      if (!moved || place < 0) return;
      setState({ tabs: tabs.filter((tab) => tab !== moved).toSpliced(place, 0, moved) });
    },
    rename: (id, name) =>
      change(id, (tab) => {
        const trimmed = name.trim().slice(0, MAX_TAB_NAME);
        return { ...tab, name: trimmed || nameAfter(tab.query), isNamed: trimmed !== '' };
      }),
    edit: (id, edited) =>
      change(id, (tab) => {
        const after = { ...tab, ...edited };
        // An operation that is being typed has no name for a moment; the tab keeps its own so long.
        const found = nameAfter(after.query);
        const keeps = tab.isNamed || (found === NEW_TAB_NAME && after.query.trim() !== '');
        return keeps ? after : { ...after, name: found };
      }),
    setUser(id, user) {
      change(id, (tab) => ({ ...tab, user }));
      setState({ lastUser: user });
    },
    setRunning: (id, running) =>
      change(id, ({ running: _, ...tab }) => (running === undefined ? tab : { ...tab, running })),
  };
}
