import type { Tabs } from '../tabs/createTabs.ts';
import { createSession, type Session } from './createSession.ts';
import type { Sending } from './sendAs.ts';

/** The sessions of all tabs, looked at or not. */
export interface Sessions {
  of(tabId: string): Session;
}

export function createSessions(tabs: Tabs, sending: Sending): Sessions {
  const sessions = new Map<string, Session>();
  const of = (tabId: string) => {
    const known = sessions.get(tabId);
    if (known) return known;
    const session = createSession(
      {
        user: () => tabs.get(tabId)?.user,
        isVisible: () => tabs.store.getState().activeId === tabId,
        setRunning: (running) => tabs.setRunning(tabId, running),
      },
      sending,
    );
    sessions.set(tabId, session);
    return session;
  };

  tabs.store.subscribe(({ tabs: now, activeId }, before) => {
    for (const [id, session] of sessions)
      if (!now.some((tab) => tab.id === id)) {
        sessions.delete(id);
        session.close();
      }
    for (const { id, user } of now)
      if (before.tabs.some((tab) => tab.id === id && tab.user !== user)) sessions.get(id)?.changeUser();
    if (activeId !== before.activeId) sessions.get(activeId)?.see();
  });
  sending.cloud.onReturn(() => {
    for (const session of sessions.values()) session.resume();
  });
  return { of };
}
