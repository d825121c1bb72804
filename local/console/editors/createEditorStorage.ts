/** What GraphiQL keeps over a reload: how it looks. Tabs and their texts are kept by the console itself. */
const KEPT = /:(theme|visiblePlugin|\w+Flex)$/;

/** GraphiQL's storage without its tabs. */
export const createEditorStorage = (storage: Storage) => ({
  getItem: (key: string) => (KEPT.test(key) ? storage.getItem(key) : null),
  setItem(key: string, value: string) {
    if (KEPT.test(key)) storage.setItem(key, value);
  },
  removeItem: (key: string) => storage.removeItem(key),
  clear: () => undefined,
  length: 0,
});
