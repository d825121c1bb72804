import { expect, test, vi } from 'vitest';
import { createTabs } from '../../../local/console/tabs/createTabs.ts';
import { firstTabs, keepTabs, readTabs } from '../../../local/console/tabs/keepTabs.ts';
import { MAX_TABS } from '../../../local/console/tabs/Tab.ts';
import { createStorage } from '../../support/createStorage.ts';

const example = { name: 'Events', username: 'ann', query: 'subscription Mine { a }' };

/** Changes tabs, and lets the moment pass after which they are kept. */
function keep(storages: { session: Storage; lasting: Storage }, onFull = () => {}) {
  vi.useFakeTimers();
  try {
    const tabs = createTabs(firstTabs('query Welcome { a }', [example], 'user:admin'));
    keepTabs(tabs, storages, onFull);
    const [, events] = tabs.store.getState().tabs;
    tabs.edit(events!.id, { headers: '{"authorization": "token"}', variables: '{}' });
    tabs.setRunning(events!.id, 'Mine');
    tabs.select(events!.id);
    vi.runAllTimers();
    return tabs.store.getState();
  } finally {
    vi.useRealTimers();
  }
}

test('a browser tab gets everything back, the next one neither headers nor what ran', () => {
  const storages = { session: createStorage(), lasting: createStorage() };
  const state = keep(storages);
  expect(readTabs(storages)).toEqual(state);
  const next = readTabs({ session: createStorage(), lasting: storages.lasting });
  expect(next?.tabs.map(({ name, user }) => [name, user])).toEqual([
    ['Welcome', 'user:admin'],
    ['Events', 'user:ann'],
  ]);
  expect(next?.activeId).toBe(state.activeId);
  expect(JSON.stringify(next)).not.toMatch(/token|running/);
});

test('a full storage is told', () => {
  const onFull = vi.fn();
  keep({ session: createStorage(10), lasting: createStorage() }, onFull);
  expect(onFull).toHaveBeenCalledOnce();
});

test.each(['', 'null', '{', '{"tabs":[]}', '{"tabs":[{"id":1}]}', '[]', '{"tabs":{"length":2}}'])(
  'what is no tabs is no tabs: %j',
  (text) => {
    const session = createStorage();
    session.setItem('console:tabs', text);
    expect(readTabs({ session, lasting: createStorage() })).toBeUndefined();
  },
);

test('there are at most so many tabs, and never none', () => {
  const tabs = createTabs(firstTabs('', [], undefined));
  for (let index = 0; index < MAX_TABS + 5; index++) tabs.add();
  expect(tabs.store.getState().tabs).toHaveLength(MAX_TABS);
  for (const { id } of tabs.store.getState().tabs) tabs.close(id);
  expect(tabs.store.getState().tabs).toHaveLength(1);
  expect(tabs.active().name).toBe('New tab');
});

test('a tab is named after its operation until somebody names it, and is moved to the place of another', () => {
  const tabs = createTabs(firstTabs('', [example], undefined));
  const [first, events] = tabs.store.getState().tabs.map(({ id }) => id);
  tabs.edit(first!, { query: '# query Not { a }\nquery Shelf { a }' });
  expect(tabs.get(first!)?.name).toBe('Shelf');
  tabs.rename(first!, ' Mine ');
  tabs.edit(first!, { query: 'query Other { a }' });
  expect(tabs.get(first!)?.name).toBe('Mine');
  tabs.rename(first!, '');
  expect(tabs.get(first!)?.name).toBe('Other');
  tabs.move(first!, events!);
  expect(tabs.store.getState().tabs.map(({ name }) => name)).toEqual(['Events', 'Other']);
});
