import type { ConsoleExample } from '../../ConsoleExample.ts';
import { userId, type UserId } from '../users/User.ts';
import { newTab, type Tabs } from './createTabs.ts';
import { MAX_TAB_NAME, MAX_TABS, type Tab, type TabsState } from './Tab.ts';

/** Where tabs are kept: for a reload of this browser tab, and as a beginning for the next one. */
export interface TabStorages {
  readonly session: Storage;
  readonly lasting: Storage;
}

const KEY = 'console:tabs';

/** The tabs of this browser tab, or those that any other kept last. */
export const readTabs = ({ session, lasting }: TabStorages): TabsState | undefined =>
  parseTabs(readItem(session)) ?? parseTabs(readItem(lasting));

/**
 * What the next browser tab may begin with. Headers may be tokens, which end with the session, and subscriptions run on only
 * where they ran: a second browser tab would receive all events twice.
 */
const lastingPart = (state: TabsState): TabsState => ({
  ...state,
  tabs: state.tabs.map(({ running: _, ...tab }) => ({ ...tab, headers: '' })),
});

/** Tabs for who is here for the first time. */
export function firstTabs(
  welcome: string,
  examples: readonly ConsoleExample[],
  user: UserId | undefined,
): TabsState {
  const first = newTab({ query: welcome, user });
  const others = examples.map(({ name, username, query }) =>
    newTab({ name, query, user: username === undefined ? user : userId(username) }),
  );
  return { tabs: [first, ...others].slice(0, MAX_TABS), activeId: first.id, lastUser: user };
}

/** Keeps tabs as they change; returns what keeps them at once. `onFull` is called once they cannot be kept any more. */
export function keepTabs(tabs: Tabs, { session, lasting }: TabStorages, onFull: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFull = false;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const state = tabs.store.getState();
    try {
      session.setItem(KEY, JSON.stringify(state));
      lasting.setItem(KEY, JSON.stringify(lastingPart(state)));
      isFull = false;
    } catch {
      // https://html.spec.whatwg.org/multipage/webstorage.html#dom-storage-setitem
      if (!isFull) onFull();
      isFull = true;
    }
  };
  tabs.store.subscribe((state, before) => {
    // Not at each key that is pressed; but which tabs there are, and whose, another browser tab may ask for at once.
    if (areSame(state, before)) timer ??= setTimeout(save, SAVE_MS);
    else save();
  });
  return save;
}

/** Whether only texts differ. */
const areSame = (state: TabsState, before: TabsState): boolean =>
  state.activeId === before.activeId &&
  state.lastUser === before.lastUser &&
  state.tabs.length === before.tabs.length &&
  state.tabs.every(({ id, user, running }, index) => {
    const other = before.tabs[index];
    return other?.id === id && other.user === user && other.running === running;
  });

/** Chosen: what is lost if a browser dies. */
const SAVE_MS = 300;

function readItem(storage: Storage): unknown {
  try {
    return JSON.parse(storage.getItem(KEY) ?? 'null');
  } catch {
    return undefined;
  }
}

/** Whatever is no tab is left out: an earlier version of the console may have kept it. */
function parseTabs(value: unknown): TabsState | undefined {
  if (!isRecord(value) || !Array.isArray(value['tabs'])) return undefined;
  const tabs = value['tabs'].filter(isTab).slice(0, MAX_TABS);
  const [first] = tabs;
  if (!first) return undefined;
  const { activeId, lastUser } = value;
  return {
    tabs,
    activeId: tabs.find(({ id }) => id === activeId)?.id ?? first.id,
    lastUser: typeof lastUser === 'string' ? lastUser : undefined,
  };
}

function isTab(value: unknown): value is Tab {
  if (!isRecord(value)) return false;
  const { id, name, isNamed, user, query, variables, headers, running } = value;
  const areTexts = [id, name, query, variables, headers].every((text) => typeof text === 'string');
  return (
    areTexts &&
    String(name).length <= MAX_TAB_NAME &&
    typeof isNamed === 'boolean' &&
    (user === undefined || typeof user === 'string') &&
    (running === undefined || running === null || typeof running === 'string')
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
