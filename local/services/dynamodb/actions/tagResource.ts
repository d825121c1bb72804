import type { Operation } from '../Engine.ts';
import { tagsOf } from '../storage/Store.ts';
import { taggedTable } from '../tables/taggedTable.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = ({ store }, { ResourceArn, Tags = [] }) => {
  const tree = tagsOf(taggedTable(store, ResourceArn));
  store.commit(Tags.map((tag: { Key: string }) => ({ tree, key: tag.Key, value: tag })));
  return {};
};
