import { AwsError } from '../../../platform/AwsError.ts';
import type { Operation } from '../Engine.ts';
import { type Store, TABLES, tagsTree } from '../createStore.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = ({ store }, { ResourceArn, Tags = [] }) => {
  const tree = tagsTree(taggedTable(store, ResourceArn));
  store.commit(Tags.map((tag: { Key: string }) => ({ tree, key: tag.Key, value: tag })));
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation = ({ store }, { ResourceArn, TagKeys = [] }) => {
  const tree = tagsTree(taggedTable(store, ResourceArn));
  store.commit(TagKeys.map((key: string) => ({ tree, key })));
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource: Operation = ({ store }, { ResourceArn }) => ({
  Tags: [...store.range(tagsTree(taggedTable(store, ResourceArn)), {})],
});

/** The name of the table that `resourceArn` names. */
function taggedTable(store: Store, resourceArn: unknown): string {
  const name = String(resourceArn).split('/').pop()!;
  if (!store.get(TABLES, name))
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: ResourcArn: ${resourceArn} not found`,
    );
  return name;
}
