import { createKey } from 'dynalite/db/index.js';
import { hash } from 'node:crypto';
import { getOwn } from '../../../platform/ownProperty.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import type { TableDescription } from './Table.ts';

/**
 * The key that an item, or an entry of an index, is stored under. Keys sort as DynamoDB returns items: by a hash of
 * the partition key, then by the sort key. They are dynalite's own, and are written down in journals; those of texts
 * are made here, because dynalite takes five times as long and a request makes dozens.
 */
export function itemKey(item: AttributeMap, table: TableDescription, keySchema = table.KeySchema): string {
  let key = '';
  for (const { AttributeName } of keySchema) {
    const text = getOwn(item, AttributeName)?.S;
    if (text === undefined) return createKey(item, table, keySchema);
    if (key === '') key = `${hashOf(text)}/`;
    key += `${Buffer.from(text).toString('hex')}/`;
  }
  return key;
}

/** Chosen: the partitions of a few hundred requests, at most 2 MB of keys. */
const MOST_HASHES = 1000;

const hashes = new Map<string, string>();

/** One request comes across the same partition a dozen times. */
function hashOf(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hashed = hash('md5', `Outliers${text}`).slice(0, 6);
  if (hashes.size >= MOST_HASHES) hashes.clear();
  hashes.set(text, hashed);
  return hashed;
}
