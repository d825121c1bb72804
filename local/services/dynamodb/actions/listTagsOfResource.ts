import type { Operation } from '../Engine.ts';
import { tagsOf } from '../storage/Store.ts';
import { taggedTable } from '../tables/taggedTable.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource: Operation = ({ store }, { ResourceArn }) => ({
  Tags: [...store.range(tagsOf(taggedTable(store, ResourceArn)), {})],
});
