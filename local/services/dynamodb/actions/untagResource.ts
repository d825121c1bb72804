import type { Operation } from '../Engine.ts';
import { tagsOf } from '../storage/Store.ts';
import { taggedTable } from '../tables/taggedTable.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation = ({ store }, { ResourceArn, TagKeys = [] }) => {
  const tree = tagsOf(taggedTable(store, ResourceArn));
  store.commit(TagKeys.map((key: string) => ({ tree, key })));
  return {};
};
