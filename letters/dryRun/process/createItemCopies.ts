import type { AttributeMap } from '../../../local/services/dynamodb/DynamoDb.ts';

/** The items of one table that were copied, or looked for and not found: each once. */
export interface ItemCopies {
  /** Copies the items of these keys, which may have other attributes, as far as there are any. */
  copy(keyed: readonly AttributeMap[]): Promise<void>;
  /** Keeps items as they were read, unless they are known already. */
  keep(items: readonly AttributeMap[]): Promise<void>;
}

/** Keys of one BatchGetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_KEYS = 100;

export const createItemCopies = (
  keyNames: readonly string[],
  fetch: (keys: readonly AttributeMap[]) => Promise<readonly AttributeMap[]>,
  put: (item: AttributeMap) => Promise<void>,
): ItemCopies => {
  const known = new Map<string, Promise<void>>();
  const idOf = (item: AttributeMap) => JSON.stringify(keyNames.map((name) => item[name]));
  const keyOf = (item: AttributeMap): AttributeMap =>
    Object.fromEntries(keyNames.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));

  const putAll = async (items: readonly AttributeMap[]) => {
    for (const item of items) await put(item);
  };
  const remember = (items: readonly AttributeMap[], copied: Promise<void>) => {
    for (const item of items) known.set(idOf(item), copied);
  };
  /** Whatever copies them has ended, whoever began it. */
  const copied = (items: readonly AttributeMap[]) =>
    Promise.all(items.flatMap((item) => known.get(idOf(item)) ?? [])).then(() => undefined);
  const unknownOf = (items: readonly AttributeMap[]) => [
    ...new Map(items.filter((item) => !known.has(idOf(item))).map((item) => [idOf(item), item])).values(),
  ];

  return {
    async copy(keyed) {
      // A malformed key is for the copy to refuse.
      const keys = unknownOf(keyed)
        .map(keyOf)
        .filter((key) => Object.keys(key).length === keyNames.length);
      for (let at = 0; at < keys.length; at += MOST_KEYS) {
        const some = keys.slice(at, at + MOST_KEYS);
        remember(some, fetch(some).then(putAll));
      }
      await copied(keyed);
    },
    async keep(items) {
      const fresh = unknownOf(items);
      remember(fresh, putAll(fresh));
      await copied(items);
    },
  };
};
