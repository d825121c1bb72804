import { TABLES, tagsTree, type Tag } from '../tables/Table.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Operation } from '../Engine.ts';
import type { Store } from '../createStore.ts';

interface TaggedResource {
  readonly ResourceArn?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource: Operation<TaggedResource & { readonly Tags?: readonly Tag[] }> = (
  { store },
  { ResourceArn, Tags = [] },
) => {
  const tree = tagsTree(taggedTable(store, ResourceArn));
  store.commit(Tags.map((tag) => ({ tree, key: tag.Key, value: tag })));
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation<TaggedResource & { readonly TagKeys?: readonly string[] }> = (
  { store },
  { ResourceArn, TagKeys = [] },
) => {
  const tree = tagsTree(taggedTable(store, ResourceArn));
  store.commit(TagKeys.map((key) => ({ tree, key })));
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource: Operation<TaggedResource> = ({ store }, { ResourceArn }) => ({
  Tags: [...store.range(tagsTree(taggedTable(store, ResourceArn)), {})],
});

/** The name of the table that `resourceArn` names. */
function taggedTable(store: Store, resourceArn: string | undefined): string {
  const name = String(resourceArn).split('/').at(-1) ?? '';
  if (!store.get(TABLES, name))
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: ResourcArn: ${String(resourceArn)} not found`,
    );
  return name;
}
