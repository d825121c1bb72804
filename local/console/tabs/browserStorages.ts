import type { TabStorages } from './keepTabs.ts';

/** The storages of this browser. Where it has switched one off, even looking at it throws, and what is kept ends with the page. */
export const browserStorages = (): TabStorages => ({
  session: usable(() => sessionStorage),
  lasting: usable(() => localStorage),
});

/** https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage */
function usable(find: () => Storage): Storage {
  try {
    return find();
  } catch {
    return createPageStorage();
  }
}

function createPageStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}
