/** What GraphiQL keeps over a reload: how it looks. Tabs and their texts are kept by the console itself. */
const KEPT = /:(theme|visiblePlugin|\w+Flex)$/;

/** GraphiQL's storage without its tabs. */
export const createEditorStorage = () => ({
  getItem: (key: string) => (KEPT.test(key) ? localStorage.getItem(key) : null),
  setItem(key: string, value: string) {
    if (KEPT.test(key)) localStorage.setItem(key, value);
  },
  removeItem: (key: string) => localStorage.removeItem(key),
  clear: () => undefined,
  length: 0,
});
