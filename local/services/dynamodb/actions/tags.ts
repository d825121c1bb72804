import { z } from 'zod';
import { parseDynamoDbInput } from '../errors.ts';
import { resourceArn, tagKeys, tags } from './inputs.ts';
import { TABLES, tagsTree } from '../tables/Table.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Operation } from '../Engine.ts';
import type { Store } from '../createStore.ts';

const taggedResource = z.object({ ResourceArn: resourceArn });
const tagging = taggedResource.extend({ Tags: tags });
const untagging = taggedResource.extend({ TagKeys: tagKeys });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = ({ store }, input) => {
  const { ResourceArn, Tags } = parseDynamoDbInput(tagging, input);
  const tree = tagsTree(taggedTable(store, ResourceArn));
  store.commit(Tags.map((tag) => ({ tree, key: tag.Key, value: tag })));
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation = ({ store }, input) => {
  const { ResourceArn, TagKeys } = parseDynamoDbInput(untagging, input);
  const tree = tagsTree(taggedTable(store, ResourceArn));
  store.commit(TagKeys.map((key) => ({ tree, key })));
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource: Operation = ({ store }, input) => {
  const { ResourceArn } = parseDynamoDbInput(taggedResource, input);
  return { Tags: [...store.range(tagsTree(taggedTable(store, ResourceArn)), {})] };
};

/** The name of the table that `resourceArn` names. */
function taggedTable(store: Store, arn: string): string {
  const name = arn.split('/').at(-1) ?? '';
  if (!store.get(TABLES, name))
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: ResourcArn: ${arn} not found`,
    );
  return name;
}
